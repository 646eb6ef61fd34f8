import { expect } from 'vitest';
import type { JourneyWindow } from './journey-window.js';

const NUMBER = 'SO-1068';

/** Asks for the cancellation of an order, from the command to the outcome. */
const asks = async (window: JourneyWindow): Promise<void> => {
  const { page, hand, t, dialog, log, look } = window;
  const composer = page.getByRole('combobox', { name: window.words.conversation.messageTo('#general') });
  await hand.press(window.button(window.words.tour.steps.ask.title));
  // What the tour proposes stands there already; a command is looked up first.
  await hand.write(composer, '/order f');
  await page.getByRole('option', { name: '/order find' }).waitFor();
  await look('completion');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Bluebird');
  await page.keyboard.press('Enter');
  await log.getByText(NUMBER).first().waitFor();
  await look('found');

  await window.command(`/order cancel ${NUMBER}`);
  await dialog.getByText(t('cancel.effectsTitle')).waitFor();
  await look('form');
  const next = dialog.getByRole('button', { name: t('cancel.next') });
  await hand.press(next);
  await dialog.locator('[aria-invalid=true]').first().waitFor();
  await look('field errors');
  await hand.press(dialog.getByRole('radio', { name: t('cancel.askedBy_company') }));
  await dialog.getByText(t('cancel.confirmedHow')).waitFor({ state: 'detached' });
  await hand.choose(dialog.getByLabel(t('cancel.reason')), t('cancel.reason_duplicate'));
  await hand.press(next);
  await dialog.getByText(t('cancel.summaryTitle')).waitFor();
  await look('summary', { kept: true });
  await hand.press(dialog.getByRole('button', { name: t('cancel.confirmAsk') }));
  await dialog.getByText(NUMBER).first().waitFor();
  await look('asked');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
};

/** Approves on a card. */
const approves = async (
  window: JourneyWindow,
  {
    shows,
    approve,
    picture,
  }: { readonly shows: string; readonly approve: string; readonly picture?: string },
): Promise<void> => {
  const { hand, dialog } = window;
  const card = window.message(NUMBER).filter({ hasText: shows });
  await card.waitFor();
  if (picture !== undefined) await window.look(picture, { kept: true });
  await hand.press(card.getByRole('button', { name: approve }));
  await hand.press(dialog.getByRole('button', { name: approve, exact: true }));
  await dialog.waitFor({ state: 'detached' });
};

const paysBack = async (window: JourneyWindow): Promise<void> => {
  const { hand, t, dialog, look } = window;
  await hand.press(window.message(t('messages.paid')).getByText(t('messages.paid'), { exact: true }));
  await hand.write(dialog.getByLabel(t('payouts.paidLabel')), 'RF-2209');
  await look('paid form', { kept: true });
  await hand.press(dialog.getByRole('button', { name: t('payouts.paidSubmit') }));
  await dialog.getByText(t('payouts.recordedPaid', { reference: 'RF-2209' })).waitFor();
  await window.page.keyboard.press('Escape');
  await window.message('RF-2209').waitFor();
  await look('paid');
};

const readsTheLetter = async (window: JourneyWindow): Promise<void> => {
  const { page, hand, t, words, look } = window;
  await page.getByText(words.tour.over).waitFor();
  await look('tour is over');
  await hand.press(window.button(words.tour.ideas.mail));
  // A customer is written to in English, by whomever the order was cancelled.
  await page.frameLocator('iframe').getByText('Dear Bluebird Bistro').waitFor();
  await look('letter', { kept: true });
  await hand.press(window.button(words.mail.headers));
  await page.getByText('message-id').waitFor();
  await look('headers');
  await hand.press(window.button(words.tour.close));
  await page.reload();
  await page.getByRole('article').first().waitFor();
  expect(await page.getByText(words.tour.over).count()).toBe(0);
  await window.goTo('Countermand');
  await hand.press(window.button(words.place.home).first());
  await page.getByRole('region', { name: words.place.home }).getByText(t('home.ownTitle')).waitFor();
  await look('home');
};

/** The tour of a first visit: a salesperson asks, a manager and finance approve, the refund is paid, the letter read. */
export const playStrangersJourney = async (window: JourneyWindow): Promise<void> => {
  const { hand, t, log, look, words } = window;
  await window.button(words.tour.steps.ask.title).waitFor();
  await look('first visit', { kept: true });
  await asks(window);
  await hand.press(window.button(words.tour.steps.approve.title));
  const manager = new RegExp(`Marco Rossi.*${words.desk.inviting.roleNames.manager}`);
  await window.button(manager).waitFor({ state: 'attached' });
  // What stands in channels is English, whoever reads it.
  await approves(window, {
    shows: 'Waits for a manager',
    approve: 'Approve',
    picture: 'waits for the manager',
  });
  await hand.press(window.button(words.tour.steps.pay.title));
  await approves(window, { shows: t('messages.waits_finance'), approve: t('messages.approve') });
  await log.getByText(t('messages.state_done')).waitFor();
  await look('cancelled');
  await window.goTo('order-ops');
  await log.getByText(NUMBER).first().waitFor();
  await look('what is done');
  await hand.press(window.button(words.tour.steps.pay.title));
  await paysBack(window);
  await readsTheLetter(window);
};

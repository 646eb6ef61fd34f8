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

/** Approves on the card in the approvals channel, which is English whoever reads it. */
const approves = async (window: JourneyWindow, shows: string, picture?: string): Promise<void> => {
  const { hand, dialog } = window;
  const card = window.message(`Cancel ${NUMBER}?`);
  await card.getByText(shows).waitFor();
  if (picture !== undefined) await window.look(picture, { kept: true });
  await hand.press(card.getByRole('button', { name: 'Approve' }));
  await hand.press(dialog.getByRole('button', { name: 'Approve' }));
  await dialog.waitFor({ state: 'detached' });
};

const paysBack = async (window: JourneyWindow): Promise<void> => {
  const { hand, t, dialog, look } = window;
  await window.goToApp();
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
  await window.goTo(words.window.mailbox(1));
  // A customer is written to in English, by whomever the order was cancelled.
  await hand.press(window.button(/SO-1068/));
  await page.frameLocator('iframe').getByText('Dear Bluebird Bistro').waitFor();
  await look('letter', { kept: true });
  await hand.press(window.button(words.mail.headers));
  await page.getByText('message-id').waitFor();
  await look('headers');
  await window.goTo('Countermand');
  await hand.press(window.button(words.place.home).first());
  await page.getByRole('region', { name: words.place.home }).getByText(t('home.ownTitle')).waitFor();
  await look('home');
};

/** The tour of a first visit: a salesperson asks, a manager and finance approve, the refund is paid, the letter read. */
export const playStrangersJourney = async (window: JourneyWindow): Promise<void> => {
  const { hand, log, look, words } = window;
  await window.button(words.tour.steps.ask.title).waitFor();
  await look('first visit', { kept: true });
  await asks(window);
  await hand.press(window.button(words.tour.steps.approve.title));
  await approves(window, 'Waits for a manager', 'waits for the manager');
  await hand.press(window.button(words.tour.steps.pay.title));
  await approves(window, 'Waits for finance');
  await window.message(`Cancel ${NUMBER}?`).getByText('The order is cancelled').waitFor();
  await look('cancelled');
  await window.goTo('order-ops');
  await log.getByText(NUMBER).first().waitFor();
  await look('what is done');
  await hand.press(window.button(words.tour.skip));
  await paysBack(window);
  await readsTheLetter(window);
};

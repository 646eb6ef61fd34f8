import { expect } from 'vitest';
import { correctFreight } from '../company-journey/change-order.js';
import type { WorkingDesk } from '../working-desk.js';
import type { JourneyWindow } from './journey-window.js';

const NUMBER = 'SO-1063';
const SARA = 'Sara Lindholm';
const MARCO = 'Marco Rossi';
const MIN = '张敏';
/** Stands for a time that is not known beforehand. */
const AT = '\u0000';

/** From the form to the outcome; what was asked before is filled in where it is asked again. */
const asks = async (window: JourneyWindow, again: boolean): Promise<void> => {
  const { page, hand, t, dialog } = window;
  await dialog.getByText(t('cancel.effectsTitle')).waitFor();
  if (again) {
    const reason = dialog.getByLabel(t('cancel.reason'));
    expect(await reason.locator('option:checked').innerText()).toBe(t('cancel.reason_price'));
  } else {
    await hand.press(dialog.getByRole('radio', { name: t('cancel.askedBy_company') }));
    await dialog.getByText(t('cancel.confirmedHow')).waitFor({ state: 'detached' });
    await hand.choose(dialog.getByLabel(t('cancel.reason')), t('cancel.reason_price'));
  }
  await hand.press(dialog.getByRole('button', { name: t('cancel.next') }));
  await hand.press(dialog.getByRole('button', { name: t('cancel.confirmAsk') }));
  await dialog.getByText(t('cancel.confirmAsk')).waitFor({ state: 'detached' });
  await dialog.getByText(NUMBER).first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
};

/** Asks again from the message that says how the last request ended. */
const asksAgain = async (window: JourneyWindow, news: string, picture: string): Promise<void> => {
  const { hand, t, look } = window;
  await window.become(SARA);
  await window.goToApp();
  const told = window.message(news);
  await told.waitFor();
  await look(`told that it is ${picture}`);
  await hand.press(told.getByText(t('messages.askAgain')));
  await window.dialog.getByText(t('cancel.effectsTitle')).waitFor();
  await look(`asks again, ${picture}`);
  await asks(window, true);
};

/** The request as whoever decides is asked in a direct message. */
const decisionOf = async (window: JourneyWindow) => {
  const { t } = window;
  await window.goToApp();
  const card = window.message(new RegExp(`${NUMBER}.*${t('messages.waits_manager')}`, 's'));
  await card.waitFor();
  return card;
};

/** A manager says no and why; the requester asks again; the order changes meanwhile; they ask once more. */
export const playRejectedAndAskedAgain = async (window: JourneyWindow, desk: WorkingDesk): Promise<void> => {
  const { hand, t, dialog, look } = window;
  const why = 'They have paid for the next one: talk to them first.';
  await window.become(SARA);
  await window.goTo('general');
  await window.command(`/order cancel ${NUMBER}`);
  await asks(window, false);

  await window.become(MARCO);
  const card = await decisionOf(window);
  await look('asked to decide');
  await hand.press(card.getByText(t('messages.reject'), { exact: true }));
  await hand.write(dialog.getByLabel(t('decisions.rejectLabel')), why);
  await look('rejects');
  await hand.press(dialog.getByRole('button', { name: t('decisions.rejectSubmit'), exact: true }));
  await dialog.getByText(t('decisions.rejected')).waitFor();
  await window.page.keyboard.press('Escape');
  await window.message(why).waitFor();

  await asksAgain(window, why, 'rejected');

  await correctFreight(desk.db, NUMBER);
  await window.become(MARCO);
  const second = await decisionOf(window);
  await hand.press(second.getByText(t('messages.approve'), { exact: true }));
  await hand.press(dialog.getByRole('button', { name: t('messages.approve'), exact: true }));
  await window.message(t('decisions.wentStale')).waitFor();
  await look('told that it went stale');

  await asksAgain(window, t('messages.news_stale'), 'stale');
};

/** A window of somebody's own, at the approvals channel. */
export type OpenAs = (email: string) => Promise<JourneyWindow>;

/** The requester withdraws while a manager makes up their mind: the manager is told, and nothing is cancelled. */
export const playWithdrawnMeanwhile = async (openAs: OpenAs): Promise<void> => {
  const [sara, marco] = [await openAs('sara.lindholm'), await openAs('marco.rossi')];
  const { t } = marco;
  const card = marco.message(`Cancel ${NUMBER}?`);
  await marco.hand.press(card.getByRole('button', { name: 'Approve' }));
  const approve = await marco.hand.aim(marco.dialog.getByRole('button', { name: 'Approve' }));

  await sara.goTo('general');
  await sara.command(`/order ${NUMBER}`);
  await sara.hand.press(sara.message(NUMBER).getByText(t('lookup.withdrawButton'), { exact: true }));
  await sara.hand.press(sara.dialog.getByRole('button', { name: t('lookup.withdrawConfirm'), exact: true }));
  await sara.message(t('decisions.youWithdrew')).waitFor();
  await sara.look('withdraws', { kept: true });

  // The card has changed behind the question that is still open.
  await card.getByText(`Withdrawn by ${SARA}`).waitFor();
  await approve();
  await marco.toast.waitFor();
  await marco.look('told that it is withdrawn');
  await sara.close();
  await marco.close();
};

/** Two managers approve at the same moment: one of them does, the other is told who; the order is cancelled once. */
export const playTwoAtOnce = async (openAs: OpenAs, desk: WorkingDesk): Promise<void> => {
  const sara = await openAs('sara.lindholm');
  await sara.goTo('general');
  await sara.command(`/order cancel ${NUMBER}`);
  await asks(sara, false);
  await sara.close();
  const managers = [
    { name: MARCO, window: await openAs('marco.rossi') },
    { name: MIN, window: await openAs('zhang.min') },
  ];
  const ready = [];
  for (const { window } of managers) {
    await window.hand.press(window.message(`Cancel ${NUMBER}?`).getByRole('button', { name: 'Approve' }));
    ready.push(await window.hand.aim(window.dialog.getByRole('button', { name: 'Approve' })));
  }
  await Promise.all(ready.map((press) => press()));
  const told = await Promise.all(
    managers.map(async ({ window }, index) => {
      const name = managers[1 - index]?.name ?? '';
      const decided = window.message(window.t('decisions.approvedFinal'));
      // Whose card changed before the press came to it is told so at once, and who it was stands on the card.
      const late = window
        .message(window.t('decisions.approvedBy', { name, at: AT }).split(AT)[0] ?? '')
        .or(window.toast);
      await decided.or(late).first().waitFor();
      return (await decided.count()) > 0 ? 'decided' : 'late';
    }),
  );
  expect(told.toSorted()).toEqual(['decided', 'late']);
  const first = managers[told.indexOf('decided')]?.name ?? '';
  for (const [index, { window }] of managers.entries()) {
    const card = window.message(`Cancel ${NUMBER}?`);
    await card.getByText('The order is cancelled').waitFor();
    await card.getByText(`Manager: approved by ${first}`).waitFor();
    await window.look(told[index] === 'late' ? 'told who was first' : 'was first');
    await window.close();
  }
  await desk.quiet();
  const order = await desk.db.prisma.order.findUniqueOrThrow({ where: { number: NUMBER } });
  expect(order.status).toBe('cancelled');
};

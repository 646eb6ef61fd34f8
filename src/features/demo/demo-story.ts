import type { CancellationChoices } from '../orders/cancel/choices.js';
import type { PersonId } from './company.js';

/** When something happened: so many days ago, at this time of the day (UTC, hh:mm). */
interface Moment {
  readonly daysAgo: number;
  readonly at: string;
  readonly by: PersonId;
}

/** What somebody did once; `order` says about which order, and so about its newest request. */
export type DemoAct = Moment &
  (
    | { readonly does: 'ask'; readonly order: string; readonly choices: Partial<CancellationChoices> }
    | { readonly does: 'approve'; readonly order: string }
    | { readonly does: 'reject'; readonly order: string; readonly reason: string }
    | { readonly does: 'withdraw'; readonly order: string }
    | { readonly does: 'pay'; readonly order: string; readonly reference: string }
    | { readonly does: 'fail-to-pay'; readonly order: string; readonly reason: string }
    /** Somebody of the admins switches a colleague off who has left. */
    | { readonly does: 'see-off'; readonly who: PersonId }
  );

/** A step that went wrong too often, so that somebody has to look at it. */
export const DEMO_TROUBLE = {
  order: 'SO-1058',
  step: 'finance',
  error: 'the journal did not answer within 30 s, six times',
} as const;

/** What the company remembers of the last two weeks: a request in every state that a request can be in. */
const ACTS: readonly DemoAct[] = [
  // Done, nothing was paid.
  {
    daysAgo: 12,
    at: '08:12',
    by: 'priya.nair',
    does: 'ask',
    order: 'SO-1048',
    choices: { reason: 'changed_mind' },
  },
  { daysAgo: 12, at: '09:40', by: 'marco.rossi', does: 'approve', order: 'SO-1048' },
  // Went stale: who had approved left before finance came to it.
  {
    daysAgo: 11,
    at: '10:05',
    by: 'sara.lindholm',
    does: 'ask',
    order: 'SO-1054',
    choices: { reason: 'wrong_item' },
  },
  { daysAgo: 11, at: '13:30', by: 'greta.holm', does: 'approve', order: 'SO-1054' },
  { daysAgo: 9, at: '07:00', by: 'ada.admin', does: 'see-off', who: 'greta.holm' },
  { daysAgo: 8, at: '12:10', by: 'fiona.grant', does: 'approve', order: 'SO-1054' },
  // Done and paid back.
  {
    daysAgo: 10,
    at: '09:00',
    by: 'tom.becker',
    does: 'ask',
    order: 'SO-1056',
    choices: { reason: 'price' },
  },
  { daysAgo: 10, at: '09:25', by: 'marco.rossi', does: 'approve', order: 'SO-1056' },
  { daysAgo: 9, at: '08:15', by: 'fiona.grant', does: 'approve', order: 'SO-1056' },
  { daysAgo: 8, at: '14:00', by: 'fiona.grant', does: 'pay', order: 'SO-1056', reference: 'BT-20931' },
  // Done, but the money did not arrive.
  {
    daysAgo: 9,
    at: '10:45',
    by: 'priya.nair',
    does: 'ask',
    order: 'SO-1060',
    choices: { reason: 'duplicate' },
  },
  { daysAgo: 9, at: '11:10', by: 'marco.rossi', does: 'approve', order: 'SO-1060' },
  { daysAgo: 8, at: '09:30', by: 'fiona.grant', does: 'approve', order: 'SO-1060' },
  {
    daysAgo: 7,
    at: '08:50',
    by: 'fiona.grant',
    does: 'fail-to-pay',
    order: 'SO-1060',
    reason: 'The account is closed; the customer has been asked for another one.',
  },
  // Rejected, and asked again.
  {
    daysAgo: 7,
    at: '13:20',
    by: 'priya.nair',
    does: 'ask',
    order: 'SO-1051',
    choices: { reason: 'too_late' },
  },
  {
    daysAgo: 7,
    at: '15:05',
    by: 'marco.rossi',
    does: 'reject',
    order: 'SO-1051',
    reason: 'They take the delivery a week later instead.',
  },
  // Done; the money waits to be paid back.
  {
    daysAgo: 6,
    at: '02:30',
    by: 'chen.wei',
    does: 'ask',
    order: 'SO-1045',
    choices: { reason: 'changed_mind', note: '客户改变了菜单。' },
  },
  { daysAgo: 6, at: '03:15', by: 'zhang.min', does: 'approve', order: 'SO-1045' },
  { daysAgo: 5, at: '06:40', by: 'wang.fang', does: 'approve', order: 'SO-1045' },
  // Withdrawn.
  { daysAgo: 5, at: '01:50', by: 'li.na', does: 'ask', order: 'SO-1057', choices: { reason: 'price' } },
  { daysAgo: 5, at: '02:30', by: 'li.na', does: 'withdraw', order: 'SO-1057' },
  // Waits for finance since days: much is at risk.
  {
    daysAgo: 5,
    at: '03:20',
    by: 'li.na',
    does: 'ask',
    order: 'SO-1046',
    choices: { reason: 'other', note: '客户的新店推迟开业。' },
  },
  { daysAgo: 4, at: '02:10', by: 'zhang.min', does: 'approve', order: 'SO-1046' },
  // Approved, but one step is stuck.
  {
    daysAgo: 4,
    at: '05:00',
    by: 'chen.wei',
    does: 'ask',
    order: 'SO-1058',
    choices: { reason: 'out_of_stock', askedBy: 'company' },
  },
  { daysAgo: 4, at: '05:45', by: 'zhang.min', does: 'approve', order: 'SO-1058' },
  { daysAgo: 3, at: '09:10', by: 'fiona.grant', does: 'approve', order: 'SO-1058' },
  // Wait for a manager.
  {
    daysAgo: 3,
    at: '14:30',
    by: 'priya.nair',
    does: 'ask',
    order: 'SO-1053',
    choices: { reason: 'changed_mind' },
  },
  {
    daysAgo: 2,
    at: '04:10',
    by: 'li.na',
    does: 'ask',
    order: 'SO-1064',
    choices: { reason: 'duplicate', note: '与 SO-1055 重复。' },
  },
  {
    daysAgo: 1,
    at: '08:20',
    by: 'priya.nair',
    does: 'ask',
    order: 'SO-1051',
    choices: { reason: 'other', note: 'They have found another supplier in the meantime.' },
  },
  // Decided by the policy: too small for anybody.
  {
    daysAgo: 1,
    at: '09:05',
    by: 'sara.lindholm',
    does: 'ask',
    order: 'SO-1067',
    choices: { reason: 'duplicate' },
  },
];

/** Every act with its instant, the earliest first. */
export const demoStory = (today: Date): readonly { readonly act: DemoAct; readonly instant: Date }[] =>
  ACTS.map((act) => {
    const day = new Date(today);
    day.setUTCDate(day.getUTCDate() - act.daysAgo);
    return { act, instant: new Date(`${day.toISOString().slice(0, 10)}T${act.at}:00Z`) };
  }).sort((one, other) => one.instant.getTime() - other.instant.getTime());

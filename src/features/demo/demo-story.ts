import type { CancellationChoices } from '../orders/cancel/choices.js';
import type { PersonId } from './company.js';

/** What somebody did; `order` says about which order, and so about its newest request. */
type Did =
  | { readonly does: 'ask'; readonly order: string; readonly choices: Partial<CancellationChoices> }
  | { readonly does: 'approve'; readonly order: string }
  | { readonly does: 'reject'; readonly order: string; readonly reason: string }
  | { readonly does: 'withdraw'; readonly order: string }
  | { readonly does: 'pay'; readonly order: string; readonly reference: string }
  | { readonly does: 'fail-to-pay'; readonly order: string; readonly reason: string }
  /** Somebody of the admins switches a colleague off who has left. */
  | { readonly does: 'see-off'; readonly who: PersonId };

export type DemoAct = Did & { readonly by: PersonId };

/** A step that cannot be done as it was approved, so that somebody has to look at it. */
export const DEMO_TROUBLE = {
  order: 'SO-1058',
  step: 'finance',
  code: 'paid-other-than-planned',
} as const;

const asks = (order: string, choices: Partial<CancellationChoices>) =>
  ({ does: 'ask', order, choices }) as const;
const approves = (order: string) => ({ does: 'approve', order }) as const;
const rejects = (order: string, reason: string) => ({ does: 'reject', order, reason }) as const;
const withdraws = (order: string) => ({ does: 'withdraw', order }) as const;
const pays = (order: string, reference: string) => ({ does: 'pay', order, reference }) as const;
const failsToPay = (order: string, reason: string) => ({ does: 'fail-to-pay', order, reason }) as const;
const seesOff = (who: PersonId) => ({ does: 'see-off', who }) as const;

/**
 * What the company remembers of the last two weeks, a request in every state that a request can be in: how many days ago,
 * at what time (UTC), who, and what they did.
 */
const STORY: readonly (readonly [number, string, PersonId, Did])[] = [
  // Done, nothing was paid.
  [12, '08:12', 'priya.nair', asks('SO-1048', { reason: 'changed_mind' })],
  [12, '09:40', 'marco.rossi', approves('SO-1048')],
  // Went stale: who had approved left before finance came to it.
  [11, '10:05', 'sara.lindholm', asks('SO-1054', { reason: 'wrong_item' })],
  [11, '13:30', 'greta.holm', approves('SO-1054')],
  [9, '07:00', 'ada.admin', seesOff('greta.holm')],
  [8, '12:10', 'fiona.grant', approves('SO-1054')],
  // Done and paid back.
  [10, '09:00', 'tom.becker', asks('SO-1056', { reason: 'price' })],
  [10, '09:25', 'marco.rossi', approves('SO-1056')],
  [9, '08:15', 'fiona.grant', approves('SO-1056')],
  [8, '14:00', 'fiona.grant', pays('SO-1056', 'BT-20931')],
  // Done, but the money did not arrive.
  [9, '10:45', 'priya.nair', asks('SO-1060', { reason: 'duplicate' })],
  [9, '11:10', 'marco.rossi', approves('SO-1060')],
  [8, '09:30', 'fiona.grant', approves('SO-1060')],
  [7, '08:50', 'fiona.grant', failsToPay('SO-1060', 'The account is closed; they look for another.')],
  // Rejected, and asked again.
  [7, '13:20', 'priya.nair', asks('SO-1051', { reason: 'too_late' })],
  [7, '15:05', 'marco.rossi', rejects('SO-1051', 'They take the delivery a week later instead.')],
  // Done; the money waits to be paid back.
  [6, '02:30', 'chen.wei', asks('SO-1045', { reason: 'changed_mind', note: '客户改变了菜单。' })],
  [6, '03:15', 'zhang.min', approves('SO-1045')],
  [5, '06:40', 'wang.fang', approves('SO-1045')],
  // Withdrawn.
  [5, '01:50', 'li.na', asks('SO-1057', { reason: 'price' })],
  [5, '02:30', 'li.na', withdraws('SO-1057')],
  // Waits for finance since days: much is at risk.
  [5, '03:20', 'li.na', asks('SO-1046', { reason: 'other', note: '客户的新店推迟开业。' })],
  [4, '02:10', 'zhang.min', approves('SO-1046')],
  // Approved, but one step is stuck.
  [4, '05:00', 'chen.wei', asks('SO-1058', { reason: 'out_of_stock', askedBy: 'company' })],
  [4, '05:45', 'zhang.min', approves('SO-1058')],
  [3, '09:10', 'fiona.grant', approves('SO-1058')],
  // Wait for a manager.
  [3, '14:30', 'priya.nair', asks('SO-1053', { reason: 'changed_mind' })],
  [2, '04:10', 'li.na', asks('SO-1064', { reason: 'duplicate', note: '与 SO-1055 重复。' })],
  [1, '08:20', 'priya.nair', asks('SO-1051', { reason: 'other', note: 'They have found another supplier.' })],
  // Decided by the policy: too small for anybody.
  [1, '09:05', 'sara.lindholm', asks('SO-1067', { reason: 'duplicate' })],
];

/** Every act with its instant, the earliest first. */
export const demoStory = (today: Date): readonly { readonly act: DemoAct; readonly instant: Date }[] =>
  STORY.map(([daysAgo, at, by, did]) => {
    const day = new Date(today);
    day.setUTCDate(day.getUTCDate() - daysAgo);
    const instant = new Date(`${day.toISOString().slice(0, 10)}T${at}:00Z`);
    return { act: { by, ...did }, instant };
  }).sort((one, other) => one.instant.getTime() - other.instant.getTime());

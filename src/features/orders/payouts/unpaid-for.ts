import type { MemberActor } from '../../../kernel/actor.js';
import type { Database } from '../../../platform/db/client.js';
import { requestsOfExecutions } from '../../../platform/execution/requests-of-executions.js';
import { membersOfOnePerson, namesOf } from '../../access/member-store.js';
import { may } from '../../access/rights.js';
import { readRequests } from '../../approvals/request-store.js';
import type { StoredRefund } from '../../finance/payout-store.js';
import type { RefundView } from '../views.js';
import { refundView } from './refund-view.js';

/** A refund that is owed, and whether the viewer may say what became of it: never who asked for the cancellation. */
export interface UnpaidRefund extends RefundView {
  readonly orderId: string;
  readonly mine: boolean;
}

/** Those of the refunds that are not paid, for somebody who confirms payouts; none for everybody else. */
export const unpaidFor = async (
  db: Database,
  actor: MemberActor,
  refunds: readonly StoredRefund[],
): Promise<readonly UnpaidRefund[]> => {
  const unpaid = refunds.filter(({ attempts }) => attempts.at(-1)?.state !== 'succeeded');
  if (unpaid.length === 0 || !may(actor, 'payouts.confirm')) return [];
  const requestIds = await requestsOfExecutions(
    db,
    unpaid.map(({ executionId }) => executionId),
  );
  const requests = await readRequests(db.prisma, [...requestIds.values()]);
  const requesters = new Map(requests.map(({ id, requestedById }) => [id, requestedById]));
  const oneself = await membersOfOnePerson(db.prisma, actor.memberId);
  const names = await namesOf(
    db.prisma,
    unpaid.flatMap(({ attempts }) => attempts.flatMap(({ endedById }) => endedById ?? [])),
  );
  return unpaid.map((refund) => ({
    ...refundView(refund, names),
    orderId: refund.orderId,
    mine: !oneself.includes(requesters.get(requestIds.get(refund.executionId) ?? '') ?? ''),
  }));
};

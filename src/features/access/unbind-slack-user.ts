import type { Actor } from '../../kernel/actor.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import { unbindMember } from './member-store.js';

/** Parts a member from their Slack user, so that the next one with their address is bound. Audited; nothing when not bound. */
export const unbindSlackUser = async (
  tx: Transaction,
  unbinding: { readonly actor: Actor; readonly memberId: string; readonly because?: string },
): Promise<void> => {
  const { actor, memberId, because } = unbinding;
  const bound = await unbindMember(tx, memberId);
  if (bound === null) return;
  await recordAudit(tx, {
    actor,
    action: 'member.unbound',
    outcome: 'done',
    subjectType: 'member',
    subjectId: memberId,
    details: { ...bound, ...(because === undefined ? {} : { because }) },
  });
};

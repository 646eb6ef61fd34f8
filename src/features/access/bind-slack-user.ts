import { system } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import type { KnownMember } from './known-member.js';
import { bindMember, lockMemberByEmail, type SlackBinding } from './member-store.js';

/**
 * Binds the active member with that address to a Slack user, unless another one is: an account made anew does not take
 * over by itself. Audited. Answers the member as they are then; one who is switched off is not bound.
 */
export const bindSlackUser = (
  db: Database,
  email: string,
  slack: SlackBinding,
): Promise<KnownMember | 'bound-elsewhere' | null> =>
  inTransaction(db, async (tx) => {
    const member = await lockMemberByEmail(tx, email);
    if (member === null || !member.active || member.slackUserId === slack.slackUserId) return member;
    if (!(await bindMember(tx, { memberId: member.memberId, ...slack }))) return 'bound-elsewhere';
    await recordAudit(tx, {
      actor: system('slack'),
      action: 'member.bound',
      outcome: 'done',
      subjectType: 'member',
      subjectId: member.memberId,
      details: { ...slack },
    });
    return { ...member, slackUserId: slack.slackUserId };
  });

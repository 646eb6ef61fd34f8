import type { MemberActor } from '../../kernel/actor.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { databaseClock } from '../../platform/db/database-clock.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { memberById } from '../access/member-store.js';
import { may, rolesWith } from '../access/rights.js';
import { recordAudit } from '../audit/audit-store.js';
import { readChannel, writeChannel } from './channel-store.js';
import type { ChannelPurpose } from './messages.js';
import { reopenForChannel } from './reopen-failed-messages.js';

export type ChooseChannelRefusal =
  | { readonly code: 'member-inactive' }
  | { readonly code: 'role-missing'; readonly roles: readonly string[] };

/** An admin says which Slack channel serves a purpose from now on. What could not be posted for want of it is tried again. */
export const chooseChannel = (
  db: Database,
  ask: {
    readonly actor: MemberActor;
    readonly purpose: ChannelPurpose;
    /** Slack's id, and the name without '#'. */
    readonly channel: { readonly id: string; readonly name: string };
  },
): Promise<Result<{ readonly reopened: number }, ChooseChannelRefusal>> =>
  inTransaction(db, async (tx) => {
    const actor = await memberById(tx, ask.actor.memberId);
    if (actor === null || !actor.active) return refused({ code: 'member-inactive' });
    const { purpose, channel } = ask;
    const about = { actor, action: 'channel.chosen', subjectType: 'company' as const, subjectId: purpose };
    if (!may(actor, 'channels.manage')) {
      await recordAudit(tx, { ...about, outcome: 'refused', details: { refusal: 'role-missing' } });
      return refused({ code: 'role-missing', roles: rolesWith('channels.manage') });
    }
    const before = await readChannel(tx, purpose);
    await writeChannel(tx, { purpose, ...channel });
    const { now } = await databaseClock(tx);
    const reopened = (await reopenForChannel(tx, purpose, now())).length;
    await recordAudit(tx, {
      ...about,
      outcome: 'done',
      details: { before: before.id ?? before.name, after: channel.id, reopened },
    });
    return done({ reopened });
  });

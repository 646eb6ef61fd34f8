import { readMembersWithRole } from '../../features/access/read-member.js';
import type { CancellationChoices } from '../../features/orders/cancel/choices.js';
import { decideCancellation } from '../../features/orders/cancel/decide-cancellation.js';
import { previewCancellation } from '../../features/orders/cancel/preview-cancellation.js';
import type { PlanningContext } from '../../features/orders/cancel/read-facts.js';
import { requestCancellation } from '../../features/orders/cancel/request-cancellation.js';
import type { MemberActor } from '../../kernel/actor.js';
import { systemClock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';

const CONTEXT: PlanningContext = { clock: systemClock, baseCurrency: 'USD' };

export const CHOICES: CancellationChoices = {
  askedBy: 'company',
  reason: 'duplicate',
  note: null,
  confirmedHow: null,
  confirmedOn: null,
  refundChoice: 'original',
  refundNote: null,
  tellCustomer: false,
};

/** An order whose cancellation somebody has seen the plan of: what a person knows as they press Confirm. */
export interface Prepared {
  readonly number: string;
  readonly hash: string;
}

/** Two people of the company who together get an order cancelled: one asks, a manager agrees. */
export const askers = async (db: Database) => {
  const [actor] = await readMembersWithRole(db, 'sales');
  const [manager] = await readMembersWithRole(db, 'manager');
  if (actor === undefined || manager === undefined)
    throw new Error('the company of the bench has nobody to ask');
  return {
    async prepare(number: string): Promise<Prepared> {
      const shown = await previewCancellation(db, { actor, number, choices: CHOICES }, CONTEXT);
      return { number, hash: granted(shown).hash };
    },
    /** Gives the request's id. */
    ask: async (prepared: Prepared): Promise<string> =>
      granted(await requestCancellation(db, askFor(prepared, actor), CONTEXT)).requestId,
    async agree({ hash }: Prepared, requestId: string): Promise<void> {
      const hints = { position: 1, hash12: hash.slice(0, 12) };
      const decision = { actor: manager, requestId, hints, verdict: 'approved' as const, reason: null };
      granted(await decideCancellation(db, decision, CONTEXT));
    },
  };
};

const askFor = ({ number, hash }: Prepared, actor: MemberActor) => ({
  actor,
  number,
  choices: CHOICES,
  shownHash: hash,
  idempotencyKey: newId(),
  previousId: null,
});

const granted = <T, R>(result: Result<T, R>): T => {
  if (result.ok) return result.value;
  throw new Error(`the bench was refused: ${JSON.stringify(result.refusals)}`);
};

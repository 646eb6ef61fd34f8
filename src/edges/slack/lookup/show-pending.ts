import { listPayouts } from '../../../features/orders/list-payouts.js';
import { listPending } from '../../../features/orders/list-pending.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { pendingList } from './pending-list.js';

/** Says which requests are open, first those that wait for the person who asks. */
export const showPending = async (deps: SlackDeps, acting: Acting): Promise<void> =>
  acting.answer(
    pendingList(
      {
        requests: await listPending(deps.db, acting.member),
        payouts: await listPayouts(deps.db, acting.member),
      },
      acting,
    ),
  );

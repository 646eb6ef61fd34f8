import { decideCancellation } from '../../../features/orders/cancel/decide-cancellation.js';
import type { SlackDeps } from '../deps.js';
import { asMember, type Heard } from '../people/as-member.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import { lapsedInSlack } from './lapsed-in-slack.js';
import { clickedValue, readDecisionValue } from './read-decision-value.js';
import { sayDecideRefusal } from './say-decide-refusal.js';

/** The click on Approve, after its confirm dialog: decided at once; the cards are redrawn by what follows. */
export const approve = (deps: SlackDeps) =>
  asMember(deps, { fresh: true }, async (acting, { body }: Heard) => {
    const { requestId, hints } = readDecisionValue(clickedValue(body));
    const lapsed = await lapsedInSlack(deps, requestId);
    if (lapsed === 'unreachable') return showOrAnswer(acting, acting.t('people.unreachable'));
    const decided = await decideCancellation(
      deps.db,
      { actor: acting.member, requestId, hints, verdict: 'approved', reason: null, lapsed },
      deps,
    );
    if (!decided.ok) {
      const [refusal] = decided.refusals;
      if (refusal !== undefined) await showOrAnswer(acting, await sayDecideRefusal(deps, refusal, acting));
      return;
    }
    await showOrAnswer(
      acting,
      acting.t(decided.value.final ? 'decisions.approvedFinal' : 'decisions.approvedNext'),
    );
  });

import { type RetryStepRefusal, retryExecutionStep } from '../../../features/orders/retry-execution-step.js';
import { RETRY_STEP } from '../action-ids.js';
import { clickedValue, idIn } from '../decisions/read-decision-value.js';
import type { SlackDeps } from '../deps.js';
import { redrawingHome } from '../home/redraw-home.js';
import type { Viewer } from '../lookup/viewer.js';
import { asMember, type Heard } from '../people/as-member.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import type { Switchboard } from '../switchboard.js';

/** Retry, on a step that needs attention. */
export const registerAttention = (app: Switchboard, deps: SlackDeps): void => {
  app.action(
    RETRY_STEP,
    redrawingHome(
      deps,
      asMember(deps, { fresh: true }, async (acting, { body }: Heard) => {
        const [executionId, step = ''] = (clickedValue(body) ?? '').split('.');
        const retried = await retryExecutionStep(deps.db, {
          actor: acting.member,
          executionId: idIn(executionId),
          step,
        });
        const [refusal] = retried.ok ? [] : retried.refusals;
        await showOrAnswer(
          acting,
          refusal === undefined ? acting.t('decisions.retried') : sayRefusal(refusal, acting),
        );
      }),
    ),
  );
};

const sayRefusal = (refusal: RetryStepRefusal, { t }: Viewer): string => {
  switch (refusal.code) {
    case 'step-unknown':
      return t('decisions.notFound');
    case 'step-not-parked':
      return t(refusal.state === 'done' ? 'decisions.stepDone' : 'decisions.stepUnderWay');
    case 'member-inactive':
      return t('decisions.inactive');
    case 'role-missing':
      return t('decisions.retryRole', {
        roles: refusal.roles.map((role) => t(`home.role_${role}`)).join(t('people.listSeparator')),
      });
  }
};

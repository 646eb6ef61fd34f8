import type { Button } from '@slack/types';
import { RETRY_STEP } from '../action-ids.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import type { Viewer } from '../lookup/viewer.js';
import { stepName } from './step-name.js';

/** Retry of a step that needs attention, the same wherever it stands. */
export const retryButton = (
  parked: { readonly executionId: string; readonly step: string; readonly number: string },
  viewer: Viewer,
  { primary }: { readonly primary: boolean },
): Button =>
  button({
    actionId: RETRY_STEP,
    value: `${parked.executionId}.${parked.step}`,
    text: viewer.t('messages.retry'),
    label: cut(
      viewer.t('messages.retryLabel', {
        number: cut(parked.number, 30),
        step: stepName(parked.step, viewer),
      }),
      75,
    ),
    ...(primary ? { style: 'primary' } : {}),
  });

import { CANCELLATION_STEPS } from '../../../kernel/events.js';
import { cut } from '../block-kit/cut.js';
import type { Viewer } from '../lookup/viewer.js';

/** What a step of a cancellation is called. */
export const stepName = (step: string, { t }: Viewer): string => {
  const known = CANCELLATION_STEPS.find((one) => one === step);
  return known === undefined ? cut(step, 30) : t(`messages.work_${known}`);
};

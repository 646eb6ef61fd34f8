import { cut } from '../block-kit/cut.js';
import type { Viewer } from '../lookup/viewer.js';

const LONGEST = 300;

/** Failures of ours that no retry cures, which somebody has to look into. */
const KNOWN = {
  'held-other-than-planned': 'messages.why_held',
  'paid-other-than-planned': 'messages.why_paid',
  'database-error': 'messages.why_database',
} as const;

const isKnown = (code: string): code is keyof typeof KNOWN => Object.hasOwn(KNOWN, code);

/** Why a step is stuck, as plain text: what we know in the reader's words, anything else as it was reported. */
export const sayStepError = (
  { errorCode, error }: { readonly errorCode: string | null; readonly error: string | null },
  { t }: Viewer,
): string =>
  errorCode !== null && isKnown(errorCode)
    ? t(KNOWN[errorCode])
    : t('messages.why_else', { error: cut(error ?? errorCode ?? '–', LONGEST) });

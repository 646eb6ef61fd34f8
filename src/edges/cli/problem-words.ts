import type { Translate } from '../../words/translator.js';

/** One problem of the configuration, as it was found. */
export interface ListedProblem {
  readonly variable: string;
  /** What kind of problem; absent where only the sentence is known. */
  readonly kind?: 'wrong' | 'missing' | 'exposed';
  /** In English, for logs and programs. */
  readonly problem: string;
  readonly example: string;
}

const WRONG = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'REDIS_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_API_URL',
  'COUNTERMAND_ADMINS',
  'COUNTERMAND_BASE_CURRENCY',
  'SMTP_URL',
  'MAIL_FROM',
  'LOG_LEVEL',
] as const;
const MISSING = ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'MAIL_FROM'] as const;

/** What is wrong with a variable, in the reader's words; the problem's own where it is not known here. */
export const sayProblem = ({ kind, variable, problem }: ListedProblem, t: Translate): string => {
  const wrong = kind === 'wrong' ? WRONG.find((name) => name === variable) : undefined;
  if (wrong !== undefined) return t(`failures.wrong_${wrong}`);
  const missing = kind === 'missing' ? MISSING.find((name) => name === variable) : undefined;
  if (missing !== undefined) return t(`failures.missing_${missing}`);
  return kind === 'exposed' && variable === 'HOST' ? t('failures.exposed_HOST') : problem;
};

import type { CheckFailure } from '../../features/verify/check.js';
import type { CheckName } from '../../features/verify/problem-codes.js';
import type { Difference } from '../../features/verify/reconcile.js';
import { en } from '../../words/en/index.js';
import type { WordKey } from '../../words/keys.js';
import type { Translate } from '../../words/translator.js';

type CheckWord = Extract<WordKey, `checks.word_${string}`>;

const isWord = (key: string): key is CheckWord =>
  key.startsWith('checks.word_') && key.slice('checks.'.length) in en.checks;

/** Details whose values are words of ours, one or several; every other is a name, a number or an instant and stays. */
const WORDED = new Set([
  'state',
  'executionState',
  'status',
  'orderKind',
  'role',
  'roles',
  'needed',
  'verdict',
  'step',
  'kind',
  'receipt',
  'missing',
  'recipient',
  'lastError',
]);

/** As it stands where any of it is no word of ours. */
const worded = (value: string, t: Translate): string => {
  const keys = value.split(', ').map((word) => `checks.word_${word.replaceAll(' ', '-')}`);
  return keys.every(isWord) ? keys.map((key) => t(key)).join(t('checks.and')) : value;
};

const inWords = (details: Readonly<Record<string, string>>, t: Translate): Record<string, string> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, WORDED.has(name) ? worded(value, t) : value]),
  );

/** What a check is about: the rule that holds when it passes. */
export const sayRule = (name: CheckName, t: Translate): string => t(`checks.rule_${name}`);

/** What is wrong with a row that breaks a rule, in one line. */
export const sayCheckFailure = ({ code, details }: CheckFailure, t: Translate): string =>
  // Safe: a text asks for the columns of its rule alone; what one lacked would stand in the line as a gap, which the tests look for.
  t(`checks.${code}`, inWords(details, t) as never);

/** What a number that differs from its ledger is: a place on the shelf, a line of an order, a step. */
export const saySubject = ({ projection, details }: Difference, t: Translate): string =>
  // Safe: the store gives for each projection what its text asks for.
  t(`checks.place_${projection}`, inWords(details, t) as never);

/** One difference, in one line. */
export const sayDifference = (difference: Difference, t: Translate): string =>
  t('commandLine.difference', {
    projection: t(`checks.projection_${difference.projection}`),
    subject: saySubject(difference, t),
    field: t(`checks.field_${difference.field}`),
    shows: worded(difference.shows, t),
    ledger: worded(difference.ledger, t),
  });

import type { CommanderError } from 'commander';
import type { Reader } from './reader.js';

/** What commander puts between the words of its messages; typed text may hold quotation marks itself. */
const PIECES: Readonly<Record<string, RegExp>> = {
  'commander.invalidArgument':
    /^error: option '(?<what>.*)' argument '(?<value>.*)' is invalid\. Allowed choices are (?<choices>.*)\.$/s,
  'commander.excessArguments':
    /^error: too many arguments for '(?<what>.*)'\. Expected (?<expected>\d+) arguments? but got (?<got>\d+)\.$/s,
  'commander.conflictingOption': /^error: option '(?<what>.*)' cannot be used with option '(?<value>.*)'$/s,
};
const QUOTED = /'(?<what>.*)'/s;
const SIMILAR = /\n\(Did you mean (?:one of )?(?<similar>[^\n]*)\?\)$/;

const WORDS = {
  'commander.missingArgument': 'commandLine.usage_missingArgument',
  'commander.optionMissingArgument': 'commandLine.usage_optionMissingArgument',
  'commander.unknownOption': 'commandLine.usage_unknownOption',
  'commander.unknownCommand': 'commandLine.usage_unknownCommand',
} as const;

const isSimple = (code: string): code is keyof typeof WORDS => code in WORDS;

/** What was typed wrongly, in the reader's words; commander's own where it says something that we do not know. */
export const sayUsage = ({ code, message }: CommanderError, { t }: Reader): string => {
  const similar = SIMILAR.exec(message)?.groups?.similar;
  const pieces = (PIECES[code] ?? QUOTED).exec(message.replace(SIMILAR, ''))?.groups;
  const { what = '', value = '', choices = '', expected = '', got = '' } = pieces ?? {};
  if (pieces === undefined) return message;
  if (code === 'commander.invalidArgument') {
    return t('commandLine.usage_invalidArgument', { what, value, choices });
  }
  if (code === 'commander.excessArguments') {
    return t('commandLine.usage_tooManyArguments', { what, count: Number(expected), got });
  }
  if (code === 'commander.conflictingOption')
    return t('commandLine.usage_conflictingOption', { what, value });
  if (!isSimple(code)) return message;
  const said = t(WORDS[code], { what });
  return similar === undefined ? said : `${said}\n${t('commandLine.usage_didYouMean', { similar })}`;
};

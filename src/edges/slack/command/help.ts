import type { Translate } from '../../../words/translator.js';
import { section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';

/** What can be typed; `above` is mrkdwn that says what was wrong. */
export const help = (t: Translate, above?: string): SlackMessage => {
  const commands = [
    t('command.help_show'),
    t('command.help_find', { example: t('command.findExample') }),
    t('command.help_filters', { filters: t('lookup.filters') }),
    t('command.help_cancel'),
    t('command.help_history'),
    t('command.help_pending'),
    t('command.help_help'),
  ].join('\n');
  // Placeholders such as <number> are text, not links.
  const list = escapeMrkdwn(commands);
  const paragraphs = [...(above === undefined ? [] : [above]), `${t('command.help')}\n${list}`];
  return message(
    paragraphs.join('\n'),
    paragraphs.map((text) => section(text)),
  );
};

/** Help for what could not be understood. */
export const helpForUnknown = (t: Translate, typed: string): SlackMessage =>
  help(t, t('command.unknown', { typed: cut(escapeMrkdwn(typed), 80) }));

import type { MrkdwnElement, PlainTextElement } from '@slack/types';

/** Text shown to the letter; `:tada:` stays `:tada:`. For whatever people typed. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Formatted text whose foreign parts are escaped already. Verbatim: Slack links nothing that we did not link. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

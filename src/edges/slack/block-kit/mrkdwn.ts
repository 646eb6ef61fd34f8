/**
 * Text from people or from orders, safe inside mrkdwn: no link, mention or date can be made with it. Where it must be
 * shown to the letter, plain text or rich text is better, because * _ ~ ` still format here.
 */
export const escapeMrkdwn = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // A word joiner after the @: nobody is called even where Slack links names in plain text.
    .replace(/@(?=(?:channel|here|everyone)\b)/gi, '@\u2060');

export const bold = (escaped: string): string => `*${escaped}*`;

/** A link; its text is escaped here, its address must be http(s) and is percent-encoded where mrkdwn would end. */
export const link = (url: string, text: string): string =>
  `<${url.replace(/[<>|]/g, encodeURIComponent)}|${escapeMrkdwn(text).replaceAll('|', '¦')}>`;

/** A mention of a Slack user by id. */
export const mention = (slackUserId: string): string => `<@${slackUserId}>`;

const DATE_FORMATS = {
  day: '{date_short_pretty}',
  instant: '{date_short_pretty} {time}',
} as const;

/** An instant that every reader sees in their own time zone; the fallback is for clients that cannot. */
export const slackDate = (
  instant: Date,
  fallback: string,
  style: keyof typeof DATE_FORMATS = 'instant',
): string =>
  `<!date^${Math.floor(instant.getTime() / 1000)}^${DATE_FORMATS[style]}|${escapeMrkdwn(fallback).replaceAll('|', '¦')}>`;

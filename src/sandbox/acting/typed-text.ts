/** What Slack's client makes of characters that have a meaning in message text when a person types them. */
export const typedText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

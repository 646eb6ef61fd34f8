/**
 * Text for one line of a letter: whatever a person or a file put into a name stays on its line, so that it can neither
 * begin a header nor look like a paragraph of ours.
 */
export const plainLine = (text: string): string =>
  text
    .normalize('NFC')
    // Control and format characters: line ends, and those that turn the reading direction round.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim();

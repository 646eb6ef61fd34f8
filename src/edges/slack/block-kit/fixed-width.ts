/** Chinese characters and other wide ones take two columns of a fixed-width font. */
export const columns = (text: string): number => {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
};

/** The text moved to the right edge of so many columns. */
export const right = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - columns(text))) + text;

/** What looks like a number and is none: mentions, dates, times, amounts, telephone numbers. In Slack's escaped form. */
const NO_NUMBERS = [
  /<[@#!][^<>]*>/g,
  /(?<!\d)\d{4}([-/.年])\d{1,2}(?:[-/.月])\d{1,2}(?!\d)日?/gu,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
  /\+\d[\d ()/-]{6,}/g,
  /[$€£¥￥]\s?\d[\d,.]*/g,
  /(?<![\d-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)/g,
  /(?<![\d-])\d+\.\d+(?!\d)/g,
];

/** Slack cuts a message there. */
const LONGEST = 40_000;

/** More are not looked for: a message that names so many is no message about them. */
const MOST = 20;

/** A number as a whole or in part, with what stands before it where it belongs to it: SO-1042, so 1042, 2026/1042. */
const NUMBER =
  /(?<![A-Za-z0-9])(?:[A-Za-z]{1,5}[-_/.]?|(?:so|po) |\d{1,4}[-/](?=\d{3}))?\d{3,12}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z]{1,5}-\d{1,2}(?![A-Za-z0-9])/giu;

/** The order numbers, or parts of them, that a text seems to mention, each once, in their order. */
export const numbersIn = (text: string): readonly string[] => {
  const plain = NO_NUMBERS.reduce(
    (rest, pattern) => rest.replace(pattern, ' '),
    text.slice(0, LONGEST).normalize('NFKC'),
  );
  const seen = new Map<string, string>();
  for (const [number] of plain.matchAll(NUMBER)) {
    const key = number.toLowerCase();
    if (!seen.has(key)) seen.set(key, number);
  }
  return [...seen.values()].slice(0, MOST);
};

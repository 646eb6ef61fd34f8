/** One page of a search, as it travels in buttons and views: what was looked for, and which page, from 0. */
export interface FoundPage {
  readonly words: string;
  readonly page: number;
}

const MOST_PAGES = 1_000;

export const writePage = ({ words, page }: FoundPage): string => `${page} ${words}`;

/** What came back from Slack; undefined for what was never written by `writePage`. */
export const readPage = (value: string | undefined): FoundPage | undefined => {
  const [, page, words] = /^(\d{1,4}) (.+)$/su.exec(value ?? '') ?? [];
  if (page === undefined || words === undefined) return undefined;
  return { words, page: Math.min(Number(page), MOST_PAGES) };
};

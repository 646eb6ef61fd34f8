import type { PageScreen, ScreenNews, ShownMessage } from '../page-screen.js';

/** The screen as it is now: what was told put into what was known. What has not changed stays the same object. */
export const withNews = (before: PageScreen | undefined, news: ScreenNews): PageScreen => {
  const { partial, gone, people, ...told } = news;
  const known = before?.channel === news.channel ? before : undefined;
  const messages = partial ? merged(known?.messages ?? [], news.messages, gone) : news.messages;
  return {
    ...told,
    people: kept(before?.people, people ?? before?.people ?? []),
    channels: kept(before?.channels, news.channels),
    modals: kept(before?.modals, news.modals),
    messages: kept(known?.messages, messages),
    thread: news.thread === null ? null : kept(known?.thread ?? undefined, news.thread),
  };
};

const merged = (
  before: readonly ShownMessage[],
  news: readonly ShownMessage[],
  gone: readonly string[],
): readonly ShownMessage[] => {
  if (news.length === 0 && gone.length === 0) return before;
  const all = new Map(before.map((message) => [message.ts, message]));
  for (const message of news) all.set(message.ts, message);
  for (const ts of gone) all.delete(ts);
  return [...all.values()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
};

const keyOf = (item: { readonly id?: string; readonly ts?: string }): string => item.ts ?? item.id ?? '';

/** The new list with the old objects where they say the same; the old list itself when all do. */
const kept = <T extends { readonly id?: string; readonly ts?: string }>(
  before: readonly T[] | undefined,
  after: readonly T[],
): readonly T[] => {
  if (before === undefined || before === after) return after;
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const next = after.map((item) => {
    const same = old.get(keyOf(item));
    return same !== undefined && (same === item || JSON.stringify(same) === JSON.stringify(item))
      ? same
      : item;
  });
  return next.length === before.length && next.every((item, index) => item === before[index]) ? before : next;
};

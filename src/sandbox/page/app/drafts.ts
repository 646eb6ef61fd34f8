import { useSyncExternalStore } from 'react';

/** What was typed and not sent, by where it was typed: it is still there when one comes back. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

const listen = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export const setDraft = (where: string, text: string): void => {
  if (text === '') drafts.delete(where);
  else drafts.set(where, text);
  for (const listener of listeners) listener();
};

/** What is being typed at a place; the address of a place is its name, with the thread's ts behind it. */
export const useDraft = (where: string): string =>
  useSyncExternalStore(listen, () => drafts.get(where) ?? '');

import { useSyncExternalStore } from 'react';

const DONE = 'tour-done';
const CHANGED = 'tour-changed';

/** For browsers that keep nothing: then it is gone for this time. */
let goneHere = false;

const isOpen = (): boolean => {
  try {
    return !goneHere && localStorage.getItem(DONE) === null;
  } catch {
    return !goneHere;
  }
};

const listen = (changed: () => void): (() => void) => {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
};

const set = (open: boolean): void => {
  goneHere = !open;
  try {
    if (open) localStorage.removeItem(DONE);
    else localStorage.setItem(DONE, 'yes');
  } catch {
    // Private windows may refuse to keep anything.
  }
  window.dispatchEvent(new Event(CHANGED));
};

/** Whether the tour is shown: until it is skipped, and again when it is asked for. */
export const useTour = (): {
  readonly open: boolean;
  readonly show: () => void;
  readonly skip: () => void;
} => ({
  open: useSyncExternalStore(listen, isOpen),
  show: () => set(true),
  skip: () => set(false),
});

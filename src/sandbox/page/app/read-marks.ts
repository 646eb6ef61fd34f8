/** What a person has read in this browser: the newest ts by channel. */
export type ReadMarks = Readonly<Record<string, string>>;

const keyOf = (person: string): string => `read-marks/${person}`;

export const readMarks = (person: string): ReadMarks => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(person)) ?? '{}');
  } catch {
    // A browser that keeps nothing shows everything as unread.
    return {};
  }
};

/** Forgets what anybody has read in this browser: there is a new past, and nobody has read it. */
export const forgetReadMarks = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(keyOf(''))) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
};

/** Remembers that a channel was read up to a message; answers whether that was news. */
export const markRead = (person: string, channel: string, ts: string): boolean => {
  const marks = readMarks(person);
  if (ts === '' || (marks[channel] ?? '') >= ts) return false;
  try {
    localStorage.setItem(keyOf(person), JSON.stringify({ ...marks, [channel]: ts }));
    return true;
  } catch {
    // Private windows may refuse to keep anything.
    return false;
  }
};

/**
 * How many typing mistakes lie between two words: letters wrong, missing, too many or exchanged with their neighbour. With
 * `within`, between the first word and the part of the second that is most like it.
 */
export const mistakesBetween = (one: string, other: string, within = false): number => {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => (within ? 0 : at));
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Infinity;
      next.push(Math.min(wrong, exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return within ? Math.min(...row) : (row.at(-1) ?? 0);
};

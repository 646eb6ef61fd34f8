/**
 * The first or last day of a date as people write it: `2026-03-05`, `2026/3/5`, `2026年3月5日`, and of a whole month or
 * year. Null for what is no date.
 */
export const readDay = (typed: string, end: 'first' | 'last'): string | null => {
  const [, y, m, d] =
    /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    [];
  if (y === undefined) return null;
  const year = Number(y);
  const month = m === undefined ? (end === 'first' ? 1 : 12) : Number(m);
  if (year < 1 || month < 1 || month > 12) return null;
  const last = new Date(Date.UTC(2000, month, 0));
  last.setUTCFullYear(year, month, 0);
  const day = d === undefined ? (end === 'first' ? 1 : last.getUTCDate()) : Number(d);
  if (day < 1 || day > last.getUTCDate()) return null;
  return `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

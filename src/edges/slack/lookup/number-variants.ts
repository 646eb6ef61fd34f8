/** How order numbers begin; people leave it out, or forget the dash. */
const PREFIXES = ['SO', 'PO'];

/**
 * The numbers that somebody may mean, most literal first: `1042` may be SO-1042, and `so 1042` or `SO1042` is. Each once,
 * without regard to case.
 */
export const numberVariants = (typed: string): string[] => {
  const literal = typed.trim();
  const bare = /^\d+$/.test(literal) ? PREFIXES.map((prefix) => `${prefix}-${literal}`) : [];
  const [, prefix, digits] = /^(\p{L}{1,5})[\s\-_/.]*(\d+)$/u.exec(literal) ?? [];
  const dashed = prefix === undefined ? [] : [`${prefix}-${digits}`, `${prefix}${digits}`];
  const seen = new Set<string>();
  return [literal, ...bare, ...dashed].filter((variant) => {
    const key = variant.toLowerCase();
    return key !== '' && !seen.has(key) && seen.add(key);
  });
};

/** Parts of a mistyped number by which the one meant may be found, the longest first. */
export const numberParts = (typed: string): string[] => {
  const digits = /\d+/.exec(typed)?.[0] ?? '';
  return [...new Set([digits, digits.slice(0, -1), digits.slice(1), digits.slice(0, -2)])].filter(
    (part) => part.length >= 2,
  );
};

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

/** Longer numbers have too many neighbours to ask for them all. */
const MOST_DIGITS = 8;

/**
 * The numbers that are one slip from the one typed: two digits exchanged, or one digit wrong. The letters O, I and l among
 * digits are first read as the digits that they look like. None for what has no digits, or too many.
 */
export const numbersOneSlipAway = (typed: string): string[] => {
  const [, before = '', tail = ''] = /^(.*?)(\d[\dOoIl]*)$/.exec(typed.trim()) ?? [];
  const digits = tail.replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
  if (digits.length < 2 || digits.length > MOST_DIGITS) return [];
  const places = [...digits].map((_, at) => at);
  const exchanged = places
    .slice(1)
    .map(
      (at) => `${digits.slice(0, at - 1)}${digits.charAt(at)}${digits.charAt(at - 1)}${digits.slice(at + 1)}`,
    );
  const wrong = places.flatMap((at) =>
    [...'0123456789'].map((digit) => `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`),
  );
  const near = new Set([...(digits === tail ? [] : [digits]), ...exchanged, ...wrong]);
  near.delete(tail);
  return [...near].flatMap((number) => numberVariants(`${before}${number}`));
};

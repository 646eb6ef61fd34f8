/** A shorter number has as many others like it as there are orders. */
const SHORTEST = 4;
const LONGEST = 12;

const DIGITS = [...'0123456789'];

const slips = (digits: string): string[] => {
  const places = [...digits].map((_, at) => at);
  const start = (at: number): string => digits.slice(0, at);
  const end = (at: number): string => digits.slice(at);
  return [
    ...places.flatMap((at) => DIGITS.map((digit) => `${start(at)}${digit}${end(at + 1)}`)),
    ...places.slice(1).map((at) => `${start(at - 1)}${digits[at]}${digits[at - 1]}${end(at + 1)}`),
    ...places.map((at) => `${start(at)}${end(at + 1)}`),
    ...[...places, digits.length].flatMap((at) => DIGITS.map((digit) => `${start(at)}${digit}${end(at)}`)),
  ];
};

/**
 * The numbers that somebody may have meant who mistyped one: a digit wrong, two exchanged, one too many, one forgotten; in
 * lower case. It begins as typed, or with any of `prefixes` where digits alone were typed. None for what is no number,
 * or a short one, which every order would be like.
 */
export const slipsOf = (typed: string, prefixes: readonly string[]): readonly string[] => {
  const [, before = '', digits = ''] = /^(\D{0,8})(\d+)$/u.exec(typed) ?? [];
  if (digits.length < SHORTEST || digits.length > LONGEST) return [];
  const meant = [...new Set(slips(digits))];
  return (before === '' ? prefixes : [before.toLowerCase()]).flatMap((prefix) =>
    meant.map((one) => `${prefix}${one}`),
  );
};

import { Prisma } from '../../../platform/db/generated/client.js';
import { literally } from './literally.js';

type Sql = Prisma.Sql;

/** Order numbers begin so where somebody leaves it out. */
const PREFIXES = ['so', 'po'];

/** The number itself: as typed, without its dash, without its beginning. */
export const isNumber = (typed: string): Sql => {
  const word = typed.toLowerCase();
  const [, letters, digits] = /^(\p{L}{1,5})[\s_/.]*(\d+)$/u.exec(word) ?? [];
  const bare = /^\d+$/.test(word);
  const variants = [
    word,
    ...(letters === undefined ? [] : [`${letters}-${digits}`]),
    ...(bare ? PREFIXES.map((prefix) => `${prefix}-${word}`) : []),
  ];
  const whole = Prisma.sql`lower(o.number) = ANY (${variants})`;
  // Fewer digits have no trigram that is theirs alone.
  if (!bare || word.length < 3) return whole;
  return Prisma.sql`(${whole} OR (o.number LIKE ${`%${word}`} AND o.number ~ ${`(^|[^0-9])${word}$`}))`;
};

export const beginsNumber = (word: string): Sql => {
  if (!/^\d/.test(word)) return Prisma.sql`lower(o.number) LIKE ${`${literally(word.toLowerCase())}%`}`;
  const digits = /^\d+/.exec(word)?.[0] ?? '';
  return Prisma.sql`(${inNumber(word)} AND o.number ~ ${`(^|[^0-9])${digits}`})`;
};

/** Numbers differ at their end; what all begin with alike only costs an index of trigrams. */
const TELLING = 6;

/** Part of a number. */
export const inNumber = (word: string): Sql => {
  const characters = [...word];
  const whole = `%${literally(word)}%`;
  if (characters.length <= TELLING) return Prisma.sql`o.number ILIKE ${whole}`;
  const end = `%${literally(characters.slice(-TELLING).join(''))}%`;
  // As an expression it is left to whoever has read the row.
  return Prisma.sql`(o.number ILIKE ${end} AND (o.number || '') ILIKE ${whole})`;
};

/** Short words without a digit stand in no number but at its beginning; looking for them elsewhere would read them all. */
export const hasNumber = (word: string): Sql =>
  /\d/.test(word) || word.length >= 3
    ? Prisma.sql`(${inNumber(word)} OR ${isNumber(word)})`
    : beginsNumber(word);

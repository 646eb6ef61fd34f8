import type pg from 'pg';
import { customerName, customerOf, customersOf, orderNumber, wordsOf } from '../ground/company.js';

/** What somebody types, and what a program would ask that knows what is meant by it. */
export interface LookUp {
  readonly text: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

const NAMED = `(SELECT ref_id FROM search_name WHERE kind = 'customer' AND`;

/** So many look-ups of each kind, spread over the orders: a number, words of a customer, Chinese, both together. */
export const lookUpsAmong = (orders: number, each: number): readonly LookUp[] =>
  Array.from({ length: each }, (_, at) => {
    const index = Math.floor((orders * (at + 0.5)) / each);
    const pair = Math.floor((customersOf(orders) * (at + 0.5)) / each / 2);
    const [english, chinese] = [wordsOf(customerName(2 * pair)), wordsOf(customerName(2 * pair + 1))];
    return [byNumber(orderNumber(index)), byWords(english), byCharacters(chinese), together(index)];
  }).flat();

const byNumber = (number: string): LookUp => ({
  text: number,
  where: 'lower(o.number) = lower($1)',
  values: [number],
});

/** Both words stand in the name of the same customer. */
const byWords = (words: string): LookUp => {
  const [first = '', second = ''] = words.toLowerCase().split(' ');
  return {
    text: words,
    where: `o.customer_id = ANY (ARRAY${NAMED} body LIKE $1 AND body LIKE $2))`,
    values: [`%${first}%`, `%${second}%`],
  };
};

const byCharacters = (words: string): LookUp => ({
  text: words,
  where: `o.customer_id = ANY (ARRAY${NAMED} body LIKE $1))`,
  values: [`%${words}%`],
});

/** A part of the number and the customer's first word or first two characters. */
const together = (index: number): LookUp => {
  const word = wordsOf(customerName(customerOf(index)));
  const first = (word.includes(' ') ? word.split(' ')[0] : word.slice(0, 2)) ?? '';
  const digits = orderNumber(index).slice(-5);
  return {
    text: `${first} ${digits}`,
    where: `o.number LIKE $1 AND o.customer_id = ANY (ARRAY${NAMED} body LIKE $2))`,
    values: [`%${digits}%`, `%${first.toLowerCase()}%`],
  };
};

/** One statement: the newest of those orders with their customers and owners, and how many there are as far as that is told. */
export const lookUpBySql = async (
  pool: pg.Pool,
  { where, values }: LookUp,
  pageSize: number,
): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `WITH found AS MATERIALIZED (
       SELECT o.* FROM "order" o WHERE ${where} AND o.archived_at IS NULL ORDER BY o.placed_on DESC, o.number DESC LIMIT 61)
     SELECT (SELECT count(*) FROM found)::int AS total, o.id, o.number, o.kind, o.status, o.currency, o.placed_on, o.required_on,
       c.name AS party, c.code, m.name AS owner, m.department
     FROM found o JOIN customer c ON c.id = o.customer_id JOIN member m ON m.id = o.owner_id
     ORDER BY o.placed_on DESC, o.number DESC LIMIT ${pageSize}`,
    [...values],
  );
  return rows.map(({ id }) => id);
};

import { Prisma } from '../../../platform/db/generated/client.js';
import { literally } from './literally.js';
import { meaningsOf, type Term } from './names-store.js';
import { isNumber } from './number-conditions-store.js';
import type { AmountCondition, OrderQuery, OwnerAsked } from './order-query.js';
import type { Read } from './reading.js';
import { anyOf, hasWord } from './ways-store.js';

type Sql = Prisma.Sql;

const spaced = (value: string): string[] => value.split(/\s+/).filter(Boolean);

const SIGNS = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '=': '=' } as const;

const comesTo = ({ comparison, amount, currency }: AmountCondition): Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM order_amount a WHERE a.order_id = o.id AND a.amount ${Prisma.raw(SIGNS[comparison])} ${amount}::numeric)
  ${currency === null ? Prisma.empty : Prisma.sql`AND o.currency = ${currency}`}`;

const ownedBy = (asked: Exclude<OwnerAsked, { named: string }>, memberId: string): Sql =>
  'me' in asked
    ? Prisma.sql`o.owner_id = ${memberId}::uuid`
    : Prisma.sql`o.owner_id = ANY (ARRAY(SELECT id FROM member WHERE slack_user_id = ${asked.slackUserId}))`;

const inDepartment = (department: string): Sql => Prisma.sql`
  o.owner_id = ANY (ARRAY(SELECT id FROM member
    WHERE countermand_fold(department) LIKE countermand_fold(${`%${literally(department)}%`})))`;

/** The filters of a query as conditions on an order `o`, all of which must hold; `memberId` is who asks. */
export const filterConditions = async (
  read: Read,
  query: OrderQuery,
  memberId: string,
): Promise<readonly Sql[]> => {
  const customers: Term[] = query.customers.map((value) => ({
    pieces: spaced(value),
    kinds: ['customer', 'supplier'],
    inNumbers: false,
  }));
  const namedOwners = query.owners.flatMap((asked) => ('named' in asked ? [asked.named] : []));
  const owners: Term[] = namedOwners.map((value) => ({
    pieces: spaced(value),
    kinds: ['member'],
    inNumbers: false,
  }));
  const named = (await meaningsOf(read, [...customers, ...owners])).map(hasWord);
  const otherOwners = query.owners.flatMap((asked) => ('named' in asked ? [] : [ownedBy(asked, memberId)]));
  return [
    ...some(named.slice(0, customers.length)),
    ...some([...named.slice(customers.length), ...otherOwners]),
    ...some(query.numbers.map(isNumber)),
    ...some(query.departments.map(inDepartment)),
    ...(query.statuses.length === 0
      ? []
      : [Prisma.sql`o.status = ANY (${[...query.statuses]}::order_status[])`]),
    ...(query.kinds.length === 0 ? [] : [Prisma.sql`o.kind = ANY (${[...query.kinds]}::order_kind[])`]),
    ...(query.from === null ? [] : [Prisma.sql`o.placed_on >= ${query.from}::date`]),
    ...(query.to === null ? [] : [Prisma.sql`o.placed_on <= ${query.to}::date`]),
    ...query.amounts.map(comesTo),
  ];
};

/** Any of the values of a filter that was given. */
const some = (conditions: readonly Sql[]): Sql[] => (conditions.length === 0 ? [] : [anyOf(conditions)]);

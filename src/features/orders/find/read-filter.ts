import { never } from '../../../kernel/errors.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { OrderQuery, OwnerAsked, QueryFilter, QueryRefusal } from './order-query.js';
import { KIND_NAMES, MYSELF, STATUS_NAMES } from './query-vocabulary.js';
import { readAmount } from './read-amount.js';
import { readDay } from './read-day.js';

const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/** Several values of one filter: `status:new,processing`, `状态:新建、处理中`. */
const listed = (value: string): string[] =>
  value
    .split(/[,;、，；]/u)
    .map((one) => one.trim())
    .filter(Boolean);

/** Nobody where nothing is left of what was typed. */
const owner = (typed: string): OwnerAsked[] => {
  const [, slackUserId] = MENTION.exec(typed) ?? [];
  if (slackUserId !== undefined) return [{ slackUserId }];
  if (MYSELF.includes(typed.toLowerCase())) return [{ me: true }];
  const name = typed.replace(/^@+/, '').trim();
  return name === '' ? [] : [{ named: name }];
};

/** The query with one filter more; `sign` is what stood between its name and its value. */
export const readFilter = (
  query: OrderQuery,
  filter: QueryFilter,
  sign: string,
  value: string,
): Result<OrderQuery, QueryRefusal> => {
  if (listed(value).length === 0) return refused({ code: 'value-missing', filter });
  const wrong = refused<QueryRefusal>({ code: 'wrong-value', filter, value });
  switch (filter) {
    case 'number':
      return done({ ...query, numbers: [...query.numbers, ...listed(value)] });
    case 'customer':
      // A comma may be part of a company's name.
      return done({ ...query, customers: [...query.customers, value] });
    case 'owner': {
      const asked = listed(value).flatMap(owner);
      return asked.length === 0
        ? refused({ code: 'value-missing', filter })
        : done({ ...query, owners: [...query.owners, ...asked] });
    }
    case 'department':
      return done({ ...query, departments: [...query.departments, ...listed(value)] });
    case 'status': {
      const read = listed(value).map((one) => named(STATUS_NAMES, one));
      if (read.includes(undefined)) return wrong;
      return done({
        ...query,
        statuses: [...new Set([...query.statuses, ...read.flatMap((one) => one ?? [])])],
      });
    }
    case 'kind': {
      const read = listed(value).map((one) => named(KIND_NAMES, one));
      if (read.includes(undefined)) return wrong;
      return done({ ...query, kinds: [...new Set([...query.kinds, ...read.flatMap((one) => one ?? [])])] });
    }
    case 'from': {
      const day = readDay(value, 'first');
      return day === null ? wrong : done({ ...query, from: later(query.from, day) });
    }
    case 'to': {
      const day = readDay(value, 'last');
      return day === null ? wrong : done({ ...query, to: earlier(query.to, day) });
    }
    case 'amount': {
      const conditions = readAmount(sign, value);
      return conditions === null ? wrong : done({ ...query, amounts: [...query.amounts, ...conditions] });
    }
    default:
      return never(filter);
  }
};

const named = <T>(names: Readonly<Record<string, T>>, typed: string): T | undefined =>
  Object.hasOwn(names, typed.toLowerCase()) ? names[typed.toLowerCase()] : undefined;

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);
const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);

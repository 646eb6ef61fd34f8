import type { OrderQuery, OwnerAsked } from './order-query.js';

const quoted = (value: string): string => `"${value.replaceAll('"', ' ')}"`;

const owner = (asked: OwnerAsked): string => {
  if ('me' in asked) return 'me';
  return 'slackUserId' in asked ? `<@${asked.slackUserId}>` : quoted(asked.named);
};

/** A query as it could have been typed: `parseQuery` reads the same from it. */
export const writeQuery = (query: OrderQuery): string =>
  [
    ...query.words.map(quoted),
    ...(query.numbers.length === 0 ? [] : [`number:${quoted(query.numbers.join(','))}`]),
    ...query.customers.map((customer) => `customer:${quoted(customer)}`),
    ...query.owners.map((one) => `owner:${owner(one)}`),
    ...query.departments.map((department) => `department:${quoted(department)}`),
    ...query.statuses.map((status) => `status:${status}`),
    ...query.kinds.map((kind) => `kind:${kind}`),
    ...(query.from === null ? [] : [`from:${query.from}`]),
    ...(query.to === null ? [] : [`to:${query.to}`]),
    ...query.amounts.map(
      ({ comparison, amount, currency }) => `amount${comparison}${amount}${currency ?? ''}`,
    ),
  ].join(' ');

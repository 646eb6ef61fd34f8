import type { QueryFilter, QueryRefusal } from '../../../features/orders/find/order-query.js';
import { never } from '../../../kernel/errors.js';
import type { Translate } from '../../../words/translator.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';

const STATUSES = ['new', 'processing', 'shipped', 'completed', 'closed', 'cancelled'] as const;

const possible = (t: Translate, filter: QueryFilter): string => {
  switch (filter) {
    case 'status':
      return STATUSES.map((status) => t(`lookup.status_${status}`)).join(t('lookup.comma'));
    case 'kind':
      return t('lookup.possible_kind');
    case 'from':
    case 'to':
      return t('lookup.possible_day');
    case 'amount':
      return t('lookup.possible_amount');
    case 'number':
    case 'customer':
    case 'owner':
    case 'department':
      return t('lookup.possible_text');
    default:
      return never(filter);
  }
};

const sayOne = (t: Translate, refusal: QueryRefusal): string => {
  switch (refusal.code) {
    case 'unknown-filter':
      return t('lookup.filterUnknown', {
        name: cut(escapeMrkdwn(refusal.name), 40),
        filters: escapeMrkdwn(t('lookup.filters')),
      });
    case 'value-missing':
      return t('lookup.filterEmpty', {
        filter: escapeMrkdwn(t(`lookup.filter_${refusal.filter}`)),
        possible: escapeMrkdwn(possible(t, refusal.filter)),
      });
    case 'wrong-value':
      return t('lookup.filterWrong', {
        filter: escapeMrkdwn(t(`lookup.filter_${refusal.filter}`)),
        value: cut(escapeMrkdwn(refusal.value), 40),
        possible: escapeMrkdwn(possible(t, refusal.filter)),
      });
    case 'from-after-to':
      return t('lookup.fromAfterTo', { from: refusal.from, to: refusal.to });
    case 'too-many-words':
      return t('lookup.tooManyWords', { limit: refusal.limit });
    case 'too-slow':
      return t('lookup.tooSlow');
    default:
      return never(refusal);
  }
};

/** Why a search was not run, and what is possible instead, as mrkdwn: everything at once. */
export const sayQueryRefusal = (t: Translate, refusals: readonly QueryRefusal[]): string =>
  [...new Set(refusals.map((refusal) => sayOne(t, refusal)))].join('\n');

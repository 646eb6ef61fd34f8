import { readMembersWithRole } from '../../../features/access/read-member.js';
import type { Blocker } from '../../../features/orders/cancel/plan.js';
import type { OrderView } from '../../../features/orders/views.js';
import type { Role } from '../../../kernel/actor.js';
import { never } from '../../../kernel/errors.js';
import type { Database } from '../../../platform/db/client.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { safeName } from '../lookup/order-facts.js';
import { firstOf, instant, type Viewer } from '../lookup/viewer.js';

const MOST_NAMED = 3;

const peopleWith = async (db: Database, role: Role, { t }: Viewer): Promise<string> => {
  const names = (await readMembersWithRole(db, role)).slice(0, MOST_NAMED).map(({ name }) => safeName(name));
  return names.length === 0 ? t('cancel.nobodyToAsk') : names.join(t('people.listSeparator'));
};

/** Why an order cannot be cancelled now, and what to do or whom to ask, as mrkdwn. */
export const sayBlocker = async (
  db: Database,
  { blocker, order }: { readonly blocker: Blocker; readonly order: OrderView },
  viewer: Viewer,
): Promise<string> => {
  const { t } = viewer;
  const people = (role: Role): Promise<string> => peopleWith(db, role, viewer);
  const owner = safeName(order.owner.name);
  switch (blocker.code) {
    case 'order-not-found':
      return t('cancel.blocked_order-not-found');
    case 'may-not-request':
      return t('cancel.blocked_may-not-request', { owner });
    case 'purchase-order':
      return t('cancel.blocked_purchase-order', { owner });
    case 'partly-shipped': {
      const lines = firstOf(blocker.lines.map(String), viewer);
      const who = { people: await people('warehouse') };
      return lines === ''
        ? t('cancel.blocked_partly-shipped', who)
        : t('cancel.blocked_partly-shipped-lines', { ...who, lines, count: blocker.lines.length });
    }
    case 'shipped':
      return t('cancel.blocked_shipped', { people: await people('warehouse') });
    case 'completed':
      return t('cancel.blocked_completed', { people: await people('finance') });
    case 'closed':
      return t('cancel.blocked_closed', { people: await people('finance') });
    case 'cancelled':
      return blocker.at === null
        ? t('cancel.blocked_cancelled')
        : t('cancel.blocked_cancelled-on', { at: instant(viewer, blocker.at) });
    case 'archived':
      return t('cancel.blocked_archived', { at: instant(viewer, blocker.at), owner });
    case 'request-open': {
      const since = instant(viewer, blocker.since);
      return order.actions.includes('withdraw')
        ? t('cancel.blocked_request-open-mine', { since })
        : t('cancel.blocked_request-open', { name: safeName(blocker.by), since });
    }
    case 'nobody-can-decide':
      return t(`cancel.blocked_nobody-can-decide_${blocker.role}`, { people: await people('admin') });
    case 'rate-missing':
      return t('cancel.blocked_rate-missing', {
        currency: escapeMrkdwn(blocker.currency),
        people: await people('admin'),
      });
    case 'risk-too-large':
      return t('cancel.blocked_risk-too-large', {
        currency: escapeMrkdwn(blocker.currency),
        rate: escapeMrkdwn(blocker.rate),
        people: await people('admin'),
      });
    case 'refund-unresolved':
      return t('cancel.blocked_refund-unresolved', { people: await people('finance') });
    default:
      return never(blocker);
  }
};

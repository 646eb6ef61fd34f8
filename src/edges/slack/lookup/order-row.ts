import type { SectionBlock } from '@slack/types';
import type { ListedOrder, OrderHeadView } from '../../../features/orders/views.js';
import { SHOW_ORDER } from '../action-ids.js';
import { section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { safeName, statusOf } from './order-facts.js';
import { day, money, type Viewer } from './viewer.js';

/** One order of a list with its Show button; `below` is mrkdwn: of what amount, so that amounts stand below each other, and what the list is about. */
export const orderRow = (order: OrderHeadView, below: string, { t }: Viewer): SectionBlock =>
  section(`${bold(escapeMrkdwn(order.number))} · ${safeName(order.party.name)}\n${below}`, {
    accessory: button({
      actionId: SHOW_ORDER,
      value: order.number,
      text: t('lookup.showButton'),
      label: cut(t('lookup.showLabel', { number: order.number }), 75),
    }),
  });

/** An order as it is listed where nothing else is to be said of it. */
export const plainRow = (order: ListedOrder, viewer: Viewer): SectionBlock =>
  orderRow(
    order,
    viewer.t('lookup.listed', {
      total: bold(money(viewer, order.total, order.currency)),
      status: statusOf(order, viewer),
      placed: day(viewer, order.placedOn),
      owner: safeName(order.owner.name),
    }),
    viewer,
  );

import type { RequesterNews } from '../../../features/notifications/messages.js';
import type { RefundView, RequestView } from '../../../features/orders/views.js';
import { ASK_AGAIN, SHOW_ORDER } from '../action-ids.js';
import { actions, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { money, type Viewer } from '../lookup/viewer.js';
import { failureOf } from './failure-of.js';
import { onlyApproversLapsed } from './only-approvers-lapsed.js';
import { capital, moneyOf, quoted, standOf, subject } from './request-words.js';
import { sayChanges } from './say-changes.js';

/** What the requester is told: the fact first, then why, then what they can do. */
export const drawOutcome = (
  request: RequestView,
  deliveryId: string,
  news: RequesterNews,
  viewer: Viewer,
): SlackMessage => {
  const { t } = viewer;
  const about = subject(request, viewer);
  const { title, lines } = say(request, news, viewer);
  const again = news.what === 'rejected' || news.what === 'stale';
  const number = cut(request.order.number, 30);
  const head = t('messages.outcomeTitle', { ...about, title });
  return message([head, ...lines].join(t('people.sentenceSeparator')), [
    section([bold(head), ...lines].join('\n'), { blockId: deliveryId }),
    actions([
      ...(again
        ? [
            button({
              actionId: ASK_AGAIN,
              value: request.requestId,
              text: t('messages.askAgain'),
              label: cut(t('messages.askAgainLabel', { number }), 75),
              style: 'primary',
            }),
          ]
        : []),
      button({
        actionId: SHOW_ORDER,
        value: request.order.number,
        text: t('lookup.showButton'),
        label: cut(t('lookup.showLabel', { number }), 75),
      }),
    ]),
  ]);
};

const say = (
  request: RequestView,
  news: RequesterNews,
  viewer: Viewer,
): { title: string; lines: string[] } => {
  const { t } = viewer;
  const changes = request.ended?.code === 'stale' ? request.ended.changes : [];
  switch (news.what) {
    case 'rejected':
      return { title: t('messages.news_rejected'), lines: [standOf(request, viewer)] };
    case 'stale':
      return {
        title: t(onlyApproversLapsed(changes) ? 'messages.news_lapsed' : 'messages.news_stale'),
        lines: sayChanges(changes, viewer),
      };
    case 'done':
      return { title: t('messages.news_done'), lines: [capital(moneyOf(request, viewer))] };
    case 'letter-failed':
      return { title: t('messages.news_letterFailed'), lines: [t('messages.letterFailedForRequester')] };
    case 'attention':
      return { title: t('messages.news_attention'), lines: [t('messages.attentionForRequester')] };
    default:
      return refundNews(
        request.refunds.find((refund) => refund.refundId === news.refundId),
        news,
        viewer,
      );
  }
};

const refundNews = (
  refund: RefundView | undefined,
  { what, attempt }: Extract<RequesterNews, { readonly refundId: string }>,
  viewer: Viewer,
): { title: string; lines: string[] } => {
  const { t } = viewer;
  const amount = refund === undefined ? '–' : money(viewer, refund.amount, refund.currency);
  if (what === 'refund-paid') {
    return {
      title: t('messages.news_paid', { amount }),
      lines: [t('messages.reference', { reference: quoted(refund?.reference ?? '–') })],
    };
  }
  if (what === 'refund-failed') {
    return {
      title: t('messages.news_unpaid', { amount }),
      lines: [quoted(failureOf(refund, attempt)?.reason ?? '–')],
    };
  }
  return { title: t('messages.news_reopened', { amount }), lines: [] };
};

import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../../features/orders/views.js';
import { APPROVE_REQUEST, REJECT_REQUEST } from '../action-ids.js';
import { actions, context, fields, plainSection, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { money, type Viewer } from '../lookup/viewer.js';
import { moneyOf, reasonOf, safe, standOf, stepLines, subject } from './request-words.js';

const NOTE_LENGTH = 300;

/**
 * The request with what is known and who decides: the card of the approvals channel, and the same for one person.
 * Buttons are there only while the step at their position waits; `position` null means whichever does.
 */
export const drawRequest = (
  request: RequestView,
  deliveryId: string,
  viewer: Viewer,
  position: number | null,
): SlackMessage => {
  const { t } = viewer;
  const about = subject(request, viewer);
  const title = t('messages.requestTitle', about);
  const stand = standOf(request, viewer);
  const current = request.steps.find((step) => step.state === 'current');
  const askable =
    current !== undefined && (position === null || position === current.position) ? current : undefined;
  const atRisk = money(viewer, request.plan.atRisk.amount, request.plan.atRisk.currency);
  const text = t('messages.requestText', {
    title,
    stand,
    reason: reasonOf(request, viewer),
    money: moneyOf(request, viewer),
    name: safe(request.requester.name),
  });
  return message(text, [
    section(`${bold(title)}\n${stand}`, { blockId: deliveryId }),
    fields([
      { label: t('messages.fieldAtRisk'), value: atRisk },
      { label: t('messages.fieldMoney'), value: moneyOf(request, viewer) },
      { label: t('messages.fieldReason'), value: reasonOf(request, viewer) },
      {
        label: t('messages.fieldAskedFor'),
        value: t(`messages.askedBy_${request.choices.askedBy}`, { name: safe(request.requester.name) }),
      },
    ]),
    noteOf(request, viewer),
    context(stepLines(request, viewer)),
    askable === undefined ? undefined : buttons(request, askable.position, viewer),
  ]);
};

const noteOf = ({ choices }: RequestView, { t }: Viewer): KnownBlock | undefined => {
  const notes = [choices.note, choices.refundNote].filter((note) => note !== null && note !== '');
  if (notes.length === 0) return undefined;
  // To the letter, so that nothing in it is formatted, linked or called.
  return plainSection(t('messages.note', { note: cut(notes.join(' · '), NOTE_LENGTH) }));
};

const buttons = (request: RequestView, position: number, viewer: Viewer): KnownBlock => {
  const { t } = viewer;
  // Plain text: nothing is escaped in labels and dialogs.
  const number = cut(request.order.number, 30);
  const amount = money(viewer, request.plan.openTotal, request.plan.currency);
  const value = `${request.requestId}.${position}.${request.hash12}`;
  return actions([
    button({
      actionId: APPROVE_REQUEST,
      value,
      text: t('messages.approve'),
      label: cut(t('messages.approveLabel', { number, amount }), 75),
      style: 'primary',
      confirm: {
        title: t('messages.approveTitle'),
        text: cut(t('messages.approveText', { number, amount }), 300),
        confirm: t('messages.approve'),
        deny: t('messages.notNow'),
      },
    }),
    button({
      actionId: REJECT_REQUEST,
      value,
      text: t('messages.reject'),
      label: cut(t('messages.rejectLabel', { number, amount }), 75),
    }),
  ]);
};

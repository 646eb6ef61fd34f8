import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../../features/orders/views.js';
import { actions, context, fields, plainSection, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { decisionButtons } from '../decisions/decision-buttons.js';
import { day, instant, money, type Viewer } from '../lookup/viewer.js';
import { capital, moneyOf, reasonOf, safe, standOf, stepLines, subject } from './request-words.js';

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
      { label: t('messages.fieldMoney'), value: capital(moneyOf(request, viewer)) },
      { label: t('messages.fieldReason'), value: capital(reasonOf(request, viewer)) },
      {
        label: t('messages.fieldAskedFor'),
        value: askedFor(request, viewer),
      },
    ]),
    noteOf(request, viewer),
    context([t('messages.asked', { at: instant(viewer, request.createdAt) }), ...stepLines(request, viewer)]),
    askable === undefined ? undefined : buttons(request, askable.position, viewer),
  ]);
};

const noteOf = ({ choices }: RequestView, { t }: Viewer): KnownBlock | undefined => {
  const said = (key: 'messages.note' | 'messages.whyKept', note: string | null): string[] =>
    note === null || note === '' ? [] : [t(key, { note: cut(note, NOTE_LENGTH) })];
  const notes = [...said('messages.note', choices.note), ...said('messages.whyKept', choices.refundNote)];
  // To the letter, so that nothing in it is formatted, linked or called.
  return notes.length === 0 ? undefined : plainSection(notes.join('\n'));
};

/** Who asked, for whom, and how the customer confirmed. */
const askedFor = ({ choices, requester }: RequestView, viewer: Viewer): string => {
  const { t } = viewer;
  const { askedBy, confirmedHow, confirmedOn } = choices;
  const who = t(`messages.askedBy_${askedBy}`, { name: safe(requester.name) });
  if (confirmedHow === null || confirmedOn === null) return who;
  return t('messages.confirmed', {
    who,
    how: t(`cancel.said_${confirmedHow}`),
    on: day(viewer, confirmedOn),
  });
};

const buttons = (request: RequestView, position: number, viewer: Viewer): KnownBlock =>
  actions(
    decisionButtons(
      {
        requestId: request.requestId,
        position,
        hash12: request.hash12,
        number: request.order.number,
        amount: request.plan.openTotal,
        currency: request.plan.currency,
      },
      viewer,
      { primary: true },
    ),
  );

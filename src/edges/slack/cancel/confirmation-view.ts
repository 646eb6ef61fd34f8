import type { KnownBlock, ModalView } from '@slack/types';
import type { CancellationChoices } from '../../../features/orders/cancel/choices.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import type { OrderView } from '../../../features/orders/views.js';
import {
  CANCEL_BACK,
  CANCEL_CONFIRMATION,
  CANCEL_NOTE_AGAIN,
  CANCEL_REFUND_NOTE_AGAIN,
} from '../action-ids.js';
import { actions, header, input, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button, textInput } from '../block-kit/elements.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { modal } from '../block-kit/surfaces.js';
import { day, money, type Viewer } from '../lookup/viewer.js';
import { type Answers, applicableTo } from './answers.js';
import { effects } from './effects.js';
import { cancelTitle } from './form-view.js';
import { mailPreview } from './mail-preview.js';
import { writeMetadata } from './metadata.js';
import { reasonGiven } from './reason-text.js';

export interface Confirmation {
  readonly order: OrderView;
  readonly preview: CancellationPreview;
  readonly choices: CancellationChoices;
  readonly answers: Answers;
  readonly previousId: string | null;
  /** The order changed after the person saw what would happen. */
  readonly changed: boolean;
}

const whoAsked = ({ askedBy, confirmedHow, confirmedOn }: CancellationChoices, viewer: Viewer): string => {
  const { t } = viewer;
  if (askedBy === 'company' || confirmedHow === null || confirmedOn === null)
    return t('cancel.summaryWho_company');
  return t('cancel.summaryWho_customer', {
    how: t(`cancel.said_${confirmedHow}`),
    on: day(viewer, confirmedOn),
  });
};

const summary = ({ order, preview, choices }: Confirmation, viewer: Viewer): string => {
  const { t } = viewer;
  const lines = [
    t('cancel.summaryOrder', {
      number: cut(escapeMrkdwn(order.number), 120),
      party: cut(escapeMrkdwn(order.party.name), 120),
      total: money(viewer, preview.plan.openTotal, preview.plan.currency),
    }),
    ...effects(preview, viewer),
    whoAsked(choices, viewer),
    t('cancel.summaryReason', { reason: reasonGiven(choices.reason, t) }),
    t(choices.tellCustomer ? 'cancel.summaryTold' : 'cancel.summaryNotTold'),
  ];
  return lines.map((line) => `• ${line}`).join('\n');
};

/** Texts stay in fields: nothing but a field hands 2,000 characters to the next view as they were typed. */
const texts = ({ choices }: Confirmation, { t }: Viewer): KnownBlock[] => [
  ...(choices.refundNote === null
    ? []
    : [
        input(
          CANCEL_REFUND_NOTE_AGAIN,
          t('cancel.refundNote'),
          textInput({ actionId: CANCEL_REFUND_NOTE_AGAIN, initial: choices.refundNote, multiline: true }),
        ),
      ]),
  ...(choices.note === null
    ? []
    : [
        input(
          CANCEL_NOTE_AGAIN,
          t('cancel.note'),
          textInput({ actionId: CANCEL_NOTE_AGAIN, initial: choices.note, multiline: true }),
          { optional: choices.reason !== 'other' },
        ),
      ]),
];

/** The second view: what will happen, and one button that asks for it. */
export const confirmationView = (confirmation: Confirmation, viewer: Viewer): ModalView => {
  const { t, timezone } = viewer;
  const { order, preview, choices, answers, previousId } = confirmation;
  return modal({
    callbackId: CANCEL_CONFIRMATION,
    title: cancelTitle(t, order.number),
    close: t('cancel.close'),
    submit: t(preview.plan.steps.length === 0 ? 'cancel.confirmNow' : 'cancel.confirmAsk'),
    metadata: writeMetadata(
      { number: order.number, previousId, timezone, hash: preview.hash, ...applicableTo(preview) },
      answers,
    ),
    blocks: [
      confirmation.changed ? section(bold(t('cancel.changed'))) : undefined,
      header(t('cancel.summaryTitle')),
      section(summary(confirmation, viewer)),
      ...texts(confirmation, viewer),
      actions([
        button({
          actionId: CANCEL_BACK,
          text: t('cancel.back'),
          label: cut(t('cancel.backLabel', { number: order.number }), 75),
        }),
      ]),
      ...(choices.tellCustomer ? mailPreview(preview, viewer) : []),
    ],
  });
};

import type { KnownBlock, ModalView } from '@slack/types';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import type { EarlierChoices } from '../../../features/orders/cancel/read-earlier-choices.js';
import type { OrderView } from '../../../features/orders/views.js';
import type { Translate } from '../../../words/translator.js';
import { CANCEL_FORM } from '../action-ids.js';
import { context, fields, header, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { modal } from '../block-kit/surfaces.js';
import { statusOf } from '../lookup/order-facts.js';
import { instant, money, type Viewer } from '../lookup/viewer.js';
import { type Answers, applicableTo } from './answers.js';
import { effects } from './effects.js';
import { formFields } from './form-fields.js';
import { writeMetadata } from './metadata.js';
import { outcomeOf } from './outcome-of.js';
import { plannedLines } from './planned-lines.js';

export interface CancelForm {
  readonly order: OrderView;
  readonly preview: CancellationPreview;
  readonly answers: Answers;
  readonly earlier: EarlierChoices | null;
  /** yyyy-mm-dd where the person is: on most days the day on which the customer confirmed. */
  readonly today: string;
  /** What is still wrong, as mrkdwn: found only after the acknowledgement. */
  readonly problems: readonly string[];
}

const safe = (text: string): string => cut(escapeMrkdwn(text), 120);

/** An order's title in a modal: its number has room for the rest. */
export const cancelTitle = (t: Translate, number: string): string => cut(t('cancel.title', { number }), 24);

const head = ({ order, earlier, problems }: CancelForm, viewer: Viewer): (KnownBlock | undefined)[] => {
  const { t } = viewer;
  const amount = (minor: bigint): string => money(viewer, minor, order.currency);
  return [
    problems.length === 0
      ? undefined
      : section([bold(t('cancel.noticeTitle')), ...problems.map((problem) => `• ${problem}`)].join('\n')),
    header(cut(`${order.number} · ${order.party.name}`, 150)),
    earlier === null
      ? undefined
      : context([
          t('cancel.asksAgain', {
            name: safe(earlier.by),
            at: instant(viewer, earlier.at),
            outcome: outcomeOf(earlier.state, t),
          }),
        ]),
    fields([
      { label: t('cancel.fieldStatus'), value: statusOf(order, viewer) },
      {
        label: t('cancel.fieldOwner'),
        value: t('cancel.owner', { name: safe(order.owner.name), department: safe(order.owner.department) }),
      },
      { label: t('cancel.fieldTotal'), value: amount(order.total) },
      { label: t('cancel.fieldPaid'), value: amount(order.paid) },
    ]),
  ];
};

/** The form: what the order is and what cancelling does, then what has to be said about it. */
export const formView = (form: CancelForm, viewer: Viewer): ModalView => {
  const { t } = viewer;
  const { order, preview, answers, earlier } = form;
  return modal({
    callbackId: CANCEL_FORM,
    title: cancelTitle(t, order.number),
    close: t('cancel.close'),
    submit: t('cancel.next'),
    metadata: writeMetadata(
      {
        number: order.number,
        previousId: earlier?.requestId ?? null,
        timezone: viewer.timezone,
        hash: preview.hash,
        ...applicableTo(preview),
      },
      answers,
    ),
    blocks: [
      ...head(form, viewer),
      plannedLines(preview.plan, viewer),
      section([bold(t('cancel.effectsTitle')), ...effects(preview, viewer)].join('\n')),
      ...formFields(form, viewer),
    ],
  });
};

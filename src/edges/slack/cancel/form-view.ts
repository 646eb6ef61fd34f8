import type { KnownBlock, ModalView } from '@slack/types';
import {
  ASKED_BY,
  CANCEL_REASONS,
  CONFIRMED_HOW,
  REFUND_CHOICES,
} from '../../../features/orders/cancel/choices.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import type { EarlierChoices } from '../../../features/orders/cancel/read-earlier-choices.js';
import type { OrderView } from '../../../features/orders/views.js';
import type { Translate } from '../../../words/translator.js';
import {
  CANCEL_ASKED_BY,
  CANCEL_CONFIRMED_HOW,
  CANCEL_CONFIRMED_ON,
  CANCEL_FORM,
  CANCEL_NOTE,
  CANCEL_REASON,
  CANCEL_REFUND,
  CANCEL_REFUND_NOTE,
  CANCEL_TELL,
} from '../action-ids.js';
import { context, fields, header, input, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { checkboxes, datePicker, radioButtons, staticSelect, textInput } from '../block-kit/elements.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { modal } from '../block-kit/surfaces.js';
import { statusOf } from '../lookup/order-facts.js';
import { instant, money, type Viewer } from '../lookup/viewer.js';
import { type Answers, applicableTo } from './answers.js';
import { effects } from './effects.js';
import { writeMetadata } from './metadata.js';
import { outcomeOf } from './outcome-of.js';
import { plannedLines } from './planned-lines.js';
import { reasonText } from './reason-text.js';

export interface CancelForm {
  readonly order: OrderView;
  readonly preview: CancellationPreview;
  readonly answers: Answers;
  readonly earlier: EarlierChoices | null;
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

/** How and when the customer confirmed: shown when they asked, and as long as something stands there. */
const confirmation = ({ answers }: CancelForm, t: Translate): KnownBlock[] => {
  const used = answers.askedBy === 'customer';
  if (!used && answers.confirmedHow === null && answers.confirmedOn === null) return [];
  // Not required of the client: it would not let the person switch back and submit. The server asks for both.
  const options = { optional: true, ...(used ? {} : { hint: t('cancel.unused') }) };
  return [
    input(
      CANCEL_CONFIRMED_HOW,
      t('cancel.confirmedHow'),
      staticSelect({
        actionId: CANCEL_CONFIRMED_HOW,
        choices: CONFIRMED_HOW.map((value) => ({ value, text: t(`cancel.how_${value}`) })),
        initial: answers.confirmedHow ?? undefined,
      }),
      options,
    ),
    input(
      CANCEL_CONFIRMED_ON,
      t('cancel.confirmedOn'),
      datePicker({ actionId: CANCEL_CONFIRMED_ON, initial: answers.confirmedOn ?? undefined }),
      options,
    ),
  ];
};

const refund = ({ order, preview, answers }: CancelForm, viewer: Viewer): KnownBlock[] => {
  const { t } = viewer;
  if (!applicableTo(preview).money) return [];
  const keeps = answers.refundChoice === 'keep';
  return [
    input(
      CANCEL_REFUND,
      t('cancel.refund', { amount: money(viewer, order.paid, order.currency) }),
      radioButtons({
        actionId: CANCEL_REFUND,
        choices: REFUND_CHOICES.map((value) => ({ value, text: t(`cancel.refund_${value}`) })),
        initial: answers.refundChoice,
      }),
      { dispatch: true },
    ),
    ...(keeps || answers.refundNote !== ''
      ? [
          input(
            CANCEL_REFUND_NOTE,
            t('cancel.refundNote'),
            textInput({ actionId: CANCEL_REFUND_NOTE, initial: answers.refundNote, multiline: true }),
            { optional: true, ...(keeps ? {} : { hint: t('cancel.refundNoteUnused') }) },
          ),
        ]
      : []),
  ];
};

const tell = ({ preview, answers }: CancelForm, t: Translate): KnownBlock => {
  if (!applicableTo(preview).mail) return context([t('cancel.noMail')]);
  const address = cut(preview.customer?.email ?? '', 42);
  return input(
    CANCEL_TELL,
    t('cancel.tell'),
    checkboxes({
      actionId: CANCEL_TELL,
      choices: [{ value: 'yes', text: cut(t('cancel.tellYes', { address }), 75) }],
      initial: answers.tellCustomer ? ['yes'] : [],
    }),
    { optional: true, hint: t('cancel.tellHint') },
  );
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
      input(
        CANCEL_ASKED_BY,
        t('cancel.askedBy'),
        radioButtons({
          actionId: CANCEL_ASKED_BY,
          choices: ASKED_BY.map((value) => ({ value, text: t(`cancel.askedBy_${value}`) })),
          initial: answers.askedBy ?? undefined,
        }),
        { dispatch: true },
      ),
      ...confirmation(form, t),
      input(
        CANCEL_REASON,
        t('cancel.reason'),
        staticSelect({
          actionId: CANCEL_REASON,
          placeholder: t('cancel.reasonPlaceholder'),
          choices: CANCEL_REASONS.map((value) => ({ value, text: reasonText(value, t) })),
          initial: answers.reason ?? undefined,
        }),
      ),
      ...refund(form, viewer),
      input(
        CANCEL_NOTE,
        t('cancel.note'),
        textInput({ actionId: CANCEL_NOTE, initial: answers.note, multiline: true }),
        { optional: true, hint: t('cancel.noteHint') },
      ),
      tell(form, t),
    ],
  });
};

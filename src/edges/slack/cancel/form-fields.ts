import type { KnownBlock } from '@slack/types';
import {
  ASKED_BY,
  CANCEL_REASONS,
  CONFIRMED_HOW,
  REFUND_CHOICES,
} from '../../../features/orders/cancel/choices.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import { sum } from '../../../kernel/money.js';
import type { Translate } from '../../../words/translator.js';
import {
  CANCEL_ASKED_BY,
  CANCEL_CONFIRMED_HOW,
  CANCEL_CONFIRMED_ON,
  CANCEL_NOTE,
  CANCEL_REASON,
  CANCEL_REFUND,
  CANCEL_REFUND_NOTE,
  CANCEL_TELL,
  CANCEL_TELL_SUSPECT,
} from '../action-ids.js';
import { context, input } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { checkboxes, datePicker, radioButtons, staticSelect, textInput } from '../block-kit/elements.js';
import { money, type Viewer } from '../lookup/viewer.js';
import { type Answers, applicableTo } from './answers.js';
import { reasonText } from './reason-text.js';

/** What the fields depend on. */
interface Asked {
  readonly preview: CancellationPreview;
  readonly answers: Answers;
  /** yyyy-mm-dd where the person is. */
  readonly today: string;
}

/** How and when the customer confirmed: shown when they asked, and as long as something stands there. */
const confirmation = ({ answers, today }: Asked, t: Translate): KnownBlock[] => {
  const used = answers.askedBy === 'customer';
  const entered = answers.confirmedHow !== null || (answers.confirmedOn ?? today) !== today;
  if (!used && !entered) return [];
  return [
    input(
      CANCEL_CONFIRMED_HOW,
      t('cancel.confirmedHow'),
      staticSelect({
        actionId: CANCEL_CONFIRMED_HOW,
        choices: CONFIRMED_HOW.map((value) => ({ value, text: t(`cancel.how_${value}`) })),
        initial: answers.confirmedHow ?? undefined,
      }),
      used ? {} : { optional: true, hint: t('cancel.unused') },
    ),
    input(
      CANCEL_CONFIRMED_ON,
      t('cancel.confirmedOn'),
      datePicker({ actionId: CANCEL_CONFIRMED_ON, initial: answers.confirmedOn ?? today }),
      used ? {} : { optional: true, hint: t('cancel.unused') },
    ),
  ];
};

const paid = ({ payments }: CancellationPreview): bigint => sum(payments.map((payment) => payment.amount));

const refund = ({ preview, answers }: Asked, viewer: Viewer): KnownBlock[] => {
  const { t } = viewer;
  if (!applicableTo(preview).money) return [];
  const keeps = answers.refundChoice === 'keep';
  return [
    input(
      CANCEL_REFUND,
      t('cancel.refund', { amount: money(viewer, paid(preview), preview.plan.currency) }),
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
            keeps ? {} : { optional: true, hint: t('cancel.refundNoteUnused') },
          ),
        ]
      : []),
  ];
};

const tell = ({ preview, answers }: Asked, t: Translate): KnownBlock => {
  if (!applicableTo(preview).mail) return context([t('cancel.noMail')]);
  const address = cut(preview.customer?.email ?? '', 42);
  const suspected = answers.reason === 'fraud';
  const id = suspected ? CANCEL_TELL_SUSPECT : CANCEL_TELL;
  return input(
    id,
    t('cancel.tell'),
    checkboxes({
      actionId: id,
      choices: [{ value: 'yes', text: cut(t('cancel.tellYes', { address }), 75) }],
      initial: answers.tellCustomer ? ['yes'] : [],
    }),
    { optional: true, hint: t(suspected ? 'cancel.tellSuspectHint' : 'cancel.tellHint') },
  );
};

/** Everything that has to be said about a cancellation; which fields there are depends on order and answers. */
export const formFields = (asked: Asked, viewer: Viewer): KnownBlock[] => {
  const { t } = viewer;
  const { answers } = asked;
  return [
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
    ...confirmation(asked, t),
    input(
      CANCEL_REASON,
      t('cancel.reason'),
      staticSelect({
        actionId: CANCEL_REASON,
        placeholder: t('cancel.reasonPlaceholder'),
        choices: CANCEL_REASONS.map((value) => ({ value, text: reasonText(value, t) })),
        initial: answers.reason ?? undefined,
      }),
      { dispatch: true },
    ),
    ...refund(asked, viewer),
    input(
      CANCEL_NOTE,
      t('cancel.note'),
      textInput({ actionId: CANCEL_NOTE, initial: answers.note, multiline: true }),
      { optional: true, hint: t('cancel.noteHint') },
    ),
    tell(asked, t),
  ];
};

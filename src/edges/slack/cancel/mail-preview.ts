import type { KnownBlock } from '@slack/types';
import { customerLetter } from '../../../features/notifications/customer-letter.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import { previewMail } from '../../email/preview-mail.js';
import { context, divider, plainSection } from '../block-kit/blocks.js';
import { cut, lengthOf } from '../block-kit/cut.js';
import type { Viewer } from '../lookup/viewer.js';

const SECTION = 3_000;
/** As much of a mail as somebody reads before they confirm. */
const MOST_SECTIONS = 4;

/** A long text in pieces that a section holds, broken between lines. */
const pieces = (text: string): string[] => {
  const chunks: string[] = [];
  for (const line of text.split('\n')) {
    const last = chunks.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && lengthOf(longer) <= SECTION) chunks[chunks.length - 1] = longer;
    else chunks.push(cut(line, SECTION));
  }
  return chunks.filter((chunk) => chunk.trim() !== '');
};

/** The mail that the customer would get, to the letter and in the customer's language. */
export const mailPreview = (
  { plan, customer, ownerName }: CancellationPreview,
  { t }: Viewer,
): KnownBlock[] => {
  const mail = customer === null ? null : previewMail(customerLetter(plan, { customer, ownerName }));
  if (mail === null) return [];
  const text = [
    t('cancel.mailTo', { address: mail.to }),
    t('cancel.mailSubject', { subject: mail.subject }),
    '',
    mail.text,
  ].join('\n');
  const all = pieces(text);
  return [
    divider(),
    ...all.slice(0, MOST_SECTIONS).map((piece) => plainSection(piece)),
    ...(all.length > MOST_SECTIONS ? [context([t('cancel.mailRest')])] : []),
  ];
};

import type { CustomerLetter } from '../../features/notifications/customer-letter.js';
import { writeLetter } from './write-letter.js';

/** What a person is shown before they decide to have the customer written to; null where there is no address to write to. */
export const previewMail = (
  letter: CustomerLetter,
): { readonly to: string; readonly subject: string; readonly text: string } | null => {
  if (letter.address === null) return null;
  const { subject, text } = writeLetter(letter);
  return { to: letter.address, subject, text };
};

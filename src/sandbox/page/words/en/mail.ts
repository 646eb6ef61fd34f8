import { formatsFor } from '../formats.js';

const { list } = formatsFor('en');

/** The mailbox. */
export const mail = {
  mails: 'Mails',
  none: 'No mail has been sent yet.',
  choose: 'Choose a mail to read it.',
  to: (recipients: readonly string[]) => `to ${list(recipients)}`,
  all: '← All mails',
  fromTo: (from: string, recipients: readonly string[], at: string) =>
    `From ${from} to ${list(recipients)}, ${at}`,
  letter: 'Letter',
  text: 'Plain text',
  headers: 'Headers',
  letterCalled: (subject: string) => `Letter: ${subject}`,
};

import type { MailOutcome } from '../../features/notifications/ports.js';

export type MailFailure = Extract<MailOutcome, { outcome: 'not-sent' | 'unknown' | 'refused' }>;

/** What nodemailer adds to an error; each may be missing. */
interface SmtpError extends Error {
  readonly code?: string;
  /** The server's reply code. */
  readonly responseCode?: number;
  /** The command that it answered. */
  readonly command?: string;
}

/** Commands that are about this letter; what is refused before them is the server's or the configuration's trouble. */
const ABOUT_THE_LETTER = ['MAIL FROM', 'RCPT TO', 'DATA'];

/**
 * What a failed handing over means. A reply is an answer: 4xx not now, 5xx never, as far as it is about the letter.
 * Without a reply it depends on whether the server had `asked` for the content.
 */
export const classifyMailError = (error: SmtpError, asked: boolean): MailFailure => {
  const { code = 'error', responseCode, command = '' } = error;
  if (responseCode !== undefined) {
    const reason = `smtp-${responseCode}`;
    return responseCode >= 500 && ABOUT_THE_LETTER.includes(command)
      ? { outcome: 'refused', code: reason }
      : { outcome: 'not-sent', reason };
  }
  // The address never left the house.
  if (code === 'EENVELOPE') return { outcome: 'refused', code: 'address-invalid' };
  const reason = `${code}: ${error.message}`;
  return asked ? { outcome: 'unknown', reason } : { outcome: 'not-sent', reason };
};

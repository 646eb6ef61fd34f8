import { simpleParser } from 'mailparser';

/** A mail as it arrived, and as a mail program shows it. */
export interface ReceivedMail {
  readonly id: string;
  readonly at: number;
  /** The addresses of the envelope, which decide who gets it. */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
  /** Empty when the mail has no HTML part. */
  readonly html: string;
  /** Header lines by lower-case name; the last when a name comes twice. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
}

/** A mail as it came over the line. */
export interface ArrivedMail {
  readonly id: string;
  readonly at: number;
  readonly raw: Buffer;
  readonly to: readonly string[];
}

export const readMail = async (mail: ArrivedMail): Promise<ReceivedMail> => {
  const parsed = await simpleParser(mail.raw);
  const headers = parsed.headerLines.map(({ key, line }): [string, string] => [
    key,
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return {
    id: mail.id,
    at: mail.at,
    to: mail.to,
    from: parsed.from?.text ?? '',
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : '',
    headers: Object.fromEntries(headers),
    raw: mail.raw.toString('utf8'),
  };
};

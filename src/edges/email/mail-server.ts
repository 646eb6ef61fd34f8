import { parseConnectionUrl } from 'nodemailer/lib/shared';

/** A mail server as SMTP_URL names it. */
export interface MailServer {
  readonly host: string;
  readonly port: number | undefined;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
  readonly tls: { readonly [option: string]: unknown } | undefined;
}

/** Reads SMTP_URL, e.g. `smtps://user:secret@mail.example.com:465`; options of TLS may follow as `?tls.name=value`. */
export const readMailServer = (smtpUrl: string): MailServer => {
  const { host, port, secure, auth, tls } = parseConnectionUrl(smtpUrl);
  return { host: host ?? 'localhost', port, secure: secure ?? false, auth, tls };
};

import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { classifyMailError, type MailFailure } from './classify-mail-error.js';
import type { MailServer } from './mail-server.js';

/** One letter as bytes, and for whom. */
export interface RawLetter {
  readonly from: string;
  readonly to: string;
  readonly content: Buffer;
}

/**
 * Hands one letter to the mail server, over a connection of its own. Until the server has asked for the content it
 * certainly does not have the letter; from then until its answer nobody can tell. Never rejects, and ends within
 * `patienceMs`.
 */
export const handOver = (
  server: MailServer,
  letter: RawLetter,
  patienceMs: number,
): Promise<{ readonly outcome: 'accepted' } | MailFailure> =>
  new Promise((resolve) => {
    // It flows once the server has answered DATA with its go-ahead, not before.
    const content = Readable.from([letter.content]);
    let asked = false;
    content.once('resume', () => {
      asked = true;
    });
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.secure,
      ...(server.tls === undefined ? {} : { tls: server.tls }),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
    });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      connection.close();
      resolve(classifyMailError(error, asked));
    };
    const timer = setTimeout(() => fail(new Error('the mail server did not answer in time')), patienceMs);
    const send = (): void =>
      connection.send({ from: letter.from, to: [letter.to] }, content, (error) => {
        if (error) return fail(error);
        clearTimeout(timer);
        connection.quit();
        resolve({ outcome: 'accepted' });
      });
    // Stays on: an error after the answer belongs to nobody, and without a listener it would end the process.
    connection.on('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (server.auth === undefined) return send();
      connection.login({ ...server.auth }, (refused) => (refused ? fail(refused) : send()));
    });
  });

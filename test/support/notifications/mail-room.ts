import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the server treats a letter. `hang-up` closes the connection after it has the whole letter. */
export type MailManner = 'accept' | 'not-now' | 'never' | 'unknown-recipient' | 'hang-up';

export interface MailRoom {
  readonly url: string;
  readonly letters: ParsedMail[];
  /** Raw text of each letter, as it came over the wire. */
  readonly raw: string[];
  manner: MailManner;
  close(): Promise<void>;
}

const reply = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** A real SMTP server on loopback that keeps what it accepts. */
export const openMailRoom = async (): Promise<MailRoom> => {
  const letters: ParsedMail[] = [];
  const raw: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      done(room.manner === 'unknown-recipient' ? reply(550, 'no such mailbox') : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (room.manner === 'not-now') return done(reply(451, 'try again later'));
        if (room.manner === 'never') return done(reply(554, 'not wanted'));
        const text = Buffer.concat(chunks).toString('utf8');
        raw.push(text);
        letters.push(await simpleParser(text));
        if (room.manner === 'hang-up') {
          for (const connection of server.connections) {
            if (connection.session.id === session.id) connection.close();
          }
          return;
        }
        done();
      });
    },
  });
  server.on('error', () => undefined); // a client that hangs up is part of the tests
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const room: MailRoom = {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    raw,
    manner: 'accept',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return room;
};

import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { newId } from '../../kernel/ids.js';
import { KeptMails } from './kept-mails.js';
import { type MailFault, MailFaults } from './mail-faults.js';
import { type ReceivedMail, readMail } from './read-mail.js';

/** A mailbox that takes every mail that is sent to it, for anybody. */
export interface Mailbox {
  /** For SMTP_URL. */
  readonly url: string;
  /** Mails that were accepted, oldest first. */
  messages(): readonly ReceivedMail[];
  /** Switches a fault on; gives back how to switch it off. */
  addFault(fault: MailFault): () => void;
  /** The faults that are on. */
  faults(): readonly MailFault[];
  clearFaults(): void;
  /** Forgets the mails. */
  clear(): void;
  /** Calls the listener with each mail that is accepted; gives back how to stop. */
  onMail(listener: (mail: ReceivedMail) => void): () => void;
  close(): Promise<void>;
}

const MAX_BYTES = 10 * 1024 * 1024;

const refusal = (text: string, responseCode: number): Error =>
  Object.assign(new Error(text), { responseCode });

const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Starts a real SMTP server on a loopback port (a free one unless told), with the mails that its state file holds. */
export const createMailbox = async (
  options: {
    readonly port?: number;
    readonly now?: () => number;
    /** Where the mails are kept over a restart; in memory when absent. */
    readonly stateFile?: string;
  } = {},
): Promise<Mailbox> => {
  const faults = new MailFaults();
  const listeners = new Set<(mail: ReceivedMail) => void>();
  const now = options.now ?? Date.now;
  const mails = await KeptMails.open(options.stateFile);
  const sockets = new Map<string, () => void>();
  const open = new Set<{ readonly port: number; readonly cut: () => void }>();

  const store = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
    const arrived = {
      id: newId(),
      at: now(),
      raw,
      to: session.envelope.rcptTo.map(({ address }) => address),
    };
    const mail = await readMail(arrived);
    mails.add(arrived, mail);
    for (const listener of listeners) listener(mail);
  };

  const receive = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
  ): Promise<'answer' | 'silence'> => {
    const raw = await bytesOf(stream);
    if (stream.sizeExceeded) throw refusal('Message is too large', 552);
    const fault = faults.take(session.envelope.rcptTo.map(({ address }) => address));
    if (fault === undefined) {
      await store(raw, session);
      return 'answer';
    }
    switch (fault.kind) {
      case 'reject':
        throw refusal(fault.text ?? 'Mailbox unavailable', 550);
      case 'temporary':
        throw refusal(fault.text ?? 'Try again later', 451);
      case 'hang':
        return 'silence';
      case 'drop-after':
        await store(raw, session);
        sockets.get(session.id)?.();
        return 'silence';
    }
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: MAX_BYTES,
    logger: false,
    closeTimeout: 100,
    onData(stream, session, callback) {
      receive(stream, session).then(
        (then) => {
          if (then === 'answer') callback();
        },
        (error: Error) => callback(error),
      );
    },
  });
  // Clients that go away in the middle are no news here.
  server.on('error', () => undefined);
  // The package opens its TCP server before a session exists, so the session's socket is found by its ports.
  server.server.on('connection', (socket) => {
    const cut = (): void => {
      socket.destroy();
    };
    const entry = { port: socket.remotePort ?? 0, cut };
    open.add(entry);
    socket.on('close', () => open.delete(entry));
  });
  server.onConnect = (session, callback) => {
    const own = [...open].find(({ port }) => port === session.remotePort);
    if (own !== undefined) sockets.set(session.id, own.cut);
    callback();
  };
  server.onClose = (session) => {
    sockets.delete(session.id);
  };

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // Safe: a TCP server that listens has an AddressInfo.
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => mails.all(),
    addFault: (fault) => faults.add(fault),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    clear: () => mails.clear(),
    onMail(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const { cut } of open) cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

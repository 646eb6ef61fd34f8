import MailComposer from 'nodemailer/lib/mail-composer';
import type { CustomerLetter } from '../../features/notifications/customer-letter.js';
import type { MailSender } from '../../features/notifications/ports.js';
import { assertOutsideTransaction } from '../../platform/db/in-transaction.js';
import { handOver } from './hand-over.js';
import { readMailServer } from './mail-server.js';
import { plainLine } from './plain-line.js';
import { writeLetter } from './write-letter.js';

/** Longest time for one letter, ms; well below a delivery's lease. */
const PATIENCE_MS = 30_000;

/** One plain address, which can neither end a header nor name a second recipient. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u;

export interface MailSettings {
  /** Undefined: there is no mail server, and every letter is kept. */
  readonly smtpUrl: string | undefined;
  /** An address, with or without a name before it. */
  readonly from: string | undefined;
  /** The letter about a request; null where nobody can be written to. */
  readonly letterOf: (requestId: string) => Promise<CustomerLetter | null>;
  readonly patienceMs?: number;
}

/**
 * Writes to customers. The same delivery always has the same Message-ID, so that a server or a reader that gets it twice
 * can tell. Refuses to run while a database transaction is open (M12).
 */
export const createMailSender = ({
  smtpUrl,
  from,
  letterOf,
  patienceMs = PATIENCE_MS,
}: MailSettings): MailSender => {
  if (smtpUrl === undefined || from === undefined) return { send: async () => ({ outcome: 'kept' }) };
  const server = readMailServer(smtpUrl);
  const sender = from.replace(/^.*<|>$/g, '');
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  return {
    async send({ deliveryId, requestId }) {
      assertOutsideTransaction('an e-mail');
      const letter = await letterOf(requestId);
      if (letter === null || letter.address === null) return { outcome: 'refused', code: 'no-address' };
      if (!ADDRESS.test(letter.address)) return { outcome: 'refused', code: 'address-invalid' };
      const messageId = `<${deliveryId}@${domain}>`;
      const content = await new MailComposer({
        from,
        to: { name: plainLine(letter.name), address: letter.address },
        ...writeLetter(letter),
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
        .compile()
        .build();
      const handed = await handOver(server, { from: sender, to: letter.address, content }, patienceMs);
      return handed.outcome === 'accepted' ? { outcome: 'sent', messageId } : handed;
    },
  };
};

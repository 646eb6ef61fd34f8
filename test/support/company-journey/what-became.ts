import type { Database } from '../../../src/platform/db/client.js';
import type { Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { read } from '../slack-desk.js';
import { readLedgers } from './read-ledgers.js';

/** Posts of one thread that a busy moment puts together; what counts is that each line is told once. */
const TOGETHER = 'ops-step';

/** What a cancellation has left behind everywhere, without ids and times, so that two runs can be compared. */
export const whatBecame = async (desk: {
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
}) => {
  const { prisma } = desk.db;
  const deliveries = await prisma.delivery.findMany();
  const kindOf = new Map(deliveries.map(({ id, kind }) => [id, kind]));
  const { control } = desk.sandbox;
  const posts = control.channels().flatMap(({ id, name, kind: place }) =>
    control.allMessages(id).flatMap((message) => {
      const kind = (message.versions.at(-1)?.blocks ?? [])
        .map(({ block_id: delivery }) => kindOf.get(String(delivery)))
        .find((one) => one !== undefined);
      return kind === undefined
        ? []
        : [{ kind, channel: place === 'im' ? 'direct' : name, text: withoutTimes(read(message)) }];
    }),
  );
  const told = posts.filter(({ kind }) => kind === TOGETHER).flatMap(({ text }) => text.split('\n'));
  const requests = await prisma.request.findMany({
    include: { decisions: { include: { member: true }, orderBy: { id: 'asc' } } },
  });
  return {
    ledgers: await readLedgers(desk.db),
    requests: requests.map(({ state, decisions }) => [
      state,
      decisions.map(({ member, verdict }) => `${member.email} ${verdict}`),
    ]),
    movements: await prisma.stockMovement.count(),
    entries: await prisma.journalEntry.count(),
    attempts: (await prisma.refundAttempt.findMany()).map(({ state }) => state),
    audit: (await prisma.auditEvent.findMany({ where: { requestId: { not: null } }, orderBy: { id: 'asc' } }))
      .map(({ action, outcome }) => `${action} ${outcome}`)
      .sort(),
    deliveries: deliveries
      .filter(({ kind }) => kind !== TOGETHER)
      .map(({ kind, state, recipient }) => `${kind} ${recipient.split(':')[0]} ${state}`)
      .sort(),
    posts: posts
      .filter(({ kind }) => kind !== TOGETHER)
      .map(({ kind, channel, text }) => `${channel} ${kind} ${text}`)
      .sort(),
    told: told.sort(),
    letters: desk.mailbox.messages().map(({ to, subject }) => `${to.join()} ${subject}`),
    maybeRepeated: deliveries.filter(({ maybeRepeated }) => maybeRepeated).map(({ kind }) => kind),
  };
};

const withoutTimes = (text: string): string => text.replace(/<!date\^[^>]*>/g, '<date>');

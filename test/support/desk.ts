import { randomUUID } from 'node:crypto';
import type { KnownMember } from '../../src/features/access/known-member.js';
import { memberByEmail } from '../../src/features/access/member-store.js';
import type { CancellationChoices } from '../../src/features/orders/cancel/choices.js';
import { decideCancellation } from '../../src/features/orders/cancel/decide-cancellation.js';
import { previewCancellation } from '../../src/features/orders/cancel/preview-cancellation.js';
import { readRequestView } from '../../src/features/orders/cancel/read-request-view.js';
import { requestCancellation } from '../../src/features/orders/cancel/request-cancellation.js';
import { systemClock } from '../../src/kernel/clock.js';
import { type Database, openDatabase } from '../../src/platform/db/client.js';
import { createTestDatabase } from './database.js';

/** Choices of a cancellation that nothing is wrong with. */
export const customerChangedMind: CancellationChoices = {
  askedBy: 'company',
  reason: 'duplicate',
  note: null,
  confirmedHow: null,
  confirmedOn: null,
  refundChoice: 'original',
  refundNote: null,
  tellCustomer: false,
};

export const planning = { clock: systemClock, baseCurrency: 'USD' };

/** A database of the suite's own, and the use cases as short sentences. */
export const openDesk = async () => {
  const database = await createTestDatabase();
  const db: Database = openDatabase({ url: database.url, poolSize: 8, onError: () => undefined });
  const person = async (email: string): Promise<KnownMember> => {
    const member = await memberByEmail(db.prisma, email);
    if (member === null) throw new Error(`no member ${email}`);
    return member;
  };
  const preview = async (number: string, email: string, choices = customerChangedMind) =>
    previewCancellation(db, { actor: await person(email), number, choices }, planning);
  return {
    db,
    url: database.url,
    person,
    preview,
    /** Asks as the person would: with the plan just seen. */
    request: async (
      number: string,
      email: string,
      options: { choices?: CancellationChoices; key?: string; hash?: string; previousId?: string } = {},
    ) => {
      const choices = options.choices ?? customerChangedMind;
      const seen = await preview(number, email, choices);
      return requestCancellation(
        db,
        {
          actor: await person(email),
          number,
          choices,
          shownHash: options.hash ?? (seen.ok ? seen.value.hash : ''),
          idempotencyKey: options.key ?? randomUUID(),
          previousId: options.previousId ?? null,
        },
        planning,
      );
    },
    /** Decides the step whose turn it is, with a button drawn just now. */
    decide: async (
      requestId: string,
      email: string,
      verdict: 'approved' | 'rejected' = 'approved',
      options: { position?: number; hash12?: string; reason?: string } = {},
    ) => {
      const view = await readRequestView(db, requestId);
      const current = view?.steps.find((step) => step.state === 'current');
      return decideCancellation(
        db,
        {
          actor: await person(email),
          requestId,
          hints: {
            position: options.position ?? current?.position ?? 1,
            hash12: options.hash12 ?? view?.hash12 ?? '',
          },
          verdict,
          reason: options.reason ?? (verdict === 'rejected' ? 'not now' : null),
        },
        planning,
      );
    },
    view: (requestId: string) => readRequestView(db, requestId),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

import { memberByEmail } from '../../../src/features/access/member-store.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import type { CancellationChoices } from '../../../src/features/orders/cancel/choices.js';
import { decideCancellation } from '../../../src/features/orders/cancel/decide-cancellation.js';
import { previewCancellation } from '../../../src/features/orders/cancel/preview-cancellation.js';
import { requestCancellation } from '../../../src/features/orders/cancel/request-cancellation.js';
import { endPayout } from '../../../src/features/orders/payouts/end-payout.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { newId } from '../../../src/kernel/ids.js';
import type { Database } from '../../../src/platform/db/client.js';
import { carryOut } from '../../support/carry-out.js';
import { SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';

const CONTEXT = { clock: systemClock, baseCurrency: 'USD' };
const CHOICES: CancellationChoices = {
  askedBy: 'company',
  reason: 'duplicate',
  note: null,
  confirmedHow: null,
  confirmedOn: null,
  refundChoice: 'original',
  refundNote: null,
  tellCustomer: false,
};

/** The second company with some history: orders cancelled with and without money, one rejected, one still waiting. */
export const liveInCompany = async (db: Database): Promise<void> => {
  const imported = await importFolder(db, { folder: SECOND_DATA_SET });
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
  await cancel(db, 'S-1005', 'sara.north', []);
  await cancel(db, 'S-1012', 'tom.reed', ['anna.holt', 'paul.marks']);
  await cancel(db, 'S-1013', 'mei.wang', ['anna.holt', 'yuki.sato'], {
    refundChoice: 'keep',
    refundNote: 'agreed on the phone',
  });
  await payOut(db, 'S-1012', 'yuki.sato');
  const rejected = await ask(db, 'S-1002', 'mei.wang');
  await decide(db, rejected, 'anna.holt', 'rejected');
  const waiting = await ask(db, 'S-1004', 'tom.reed');
  await decide(db, waiting, 'wei.zhang', 'approved');
  // What a worker would have done with the events.
  await db.prisma.outboxEvent.updateMany({ data: { relayedAt: new Date() } });
};

const member = async (db: Database, who: string) => {
  const found = await memberByEmail(db.prisma, `${who}@brightwater.example`);
  if (found === null) throw new Error(`no member ${who}`);
  return found;
};

const ask = async (
  db: Database,
  number: string,
  who: string,
  choices: Partial<CancellationChoices> = {},
): Promise<string> => {
  const actor = await member(db, who);
  const mine = { ...CHOICES, ...choices };
  const preview = await previewCancellation(db, { actor, number, choices: mine }, CONTEXT);
  if (!preview.ok) throw new Error(JSON.stringify(preview.refusals));
  const asked = await requestCancellation(
    db,
    {
      actor,
      number,
      choices: mine,
      shownHash: preview.value.hash,
      idempotencyKey: newId(),
      previousId: null,
    },
    CONTEXT,
  );
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  return asked.value.requestId;
};

const decide = async (
  db: Database,
  requestId: string,
  who: string,
  verdict: 'approved' | 'rejected',
): Promise<void> => {
  const request = await db.prisma.request.findUniqueOrThrow({
    where: { id: requestId },
    include: { decisions: true },
  });
  const decided = await decideCancellation(
    db,
    {
      actor: await member(db, who),
      requestId,
      hints: { position: request.decisions.length + 1, hash12: request.planHash.slice(0, 12) },
      verdict,
      reason: verdict === 'rejected' ? 'the customer still wants it' : null,
    },
    CONTEXT,
  );
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusals));
};

const cancel = async (
  db: Database,
  number: string,
  who: string,
  deciders: readonly string[],
  choices: Partial<CancellationChoices> = {},
): Promise<void> => {
  const requestId = await ask(db, number, who, choices);
  for (const decider of deciders) await decide(db, requestId, decider, 'approved');
  await carryOut(db, requestId);
};

const payOut = async (db: Database, number: string, who: string): Promise<void> => {
  const refunds = await db.prisma.refund.findMany({ where: { order: { number } }, orderBy: { id: 'asc' } });
  const actor = await member(db, who);
  for (const [index, { id: refundId }] of refunds.entries()) {
    const word =
      index === 0
        ? ({ kind: 'paid', reference: 'BANK-1' } as const)
        : ({ kind: 'unpaid', reason: 'account closed' } as const);
    const ended = await endPayout(db, { actor, refundId, word }, CONTEXT);
    if (!ended.ok) throw new Error(JSON.stringify(ended.refusals));
  }
};

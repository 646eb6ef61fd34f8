import { randomBytes } from 'node:crypto';
import type { FigureCode } from '../../edges/cli/bench-report.js';
import { openByHand } from '../cancel/by-hand.js';
import { countRows } from '../cancel/count-rows.js';
import { openProduct, openTransactions, type Way } from '../cancel/product.js';
import { orderNumber } from '../ground/company.js';
import { seededDatabase } from '../ground/seeded.js';
import { onConnection } from '../ground/sql.js';
import { figureOf } from '../measure/figure.js';
import { timed } from '../measure/timed.js';
import type { Bench, Found } from '../part.js';

/** So many cancellations at most before anything counts: code is compiled, connections are there. */
const WARM_UP = 40;

interface Contestant {
  readonly code: FigureCode | 'limit';
  readonly databaseUrl: string;
  readonly way: Way;
  /** Cancellations a second, round by round. */
  readonly speeds: number[];
}

/** Complete cancellations a second on each queue, and the transactions alone, beside the same rows by hand-written SQL. */
export const measureCancellations = async ({ ground, options, log, tell }: Bench): Promise<Found> => {
  const { rounds, cancellations, redisUrl } = options;
  const seeded = await seededDatabase(ground, (rounds + 1) * cancellations);
  const contestants: Contestant[] = [];
  const enter = async (
    code: Contestant['code'],
    open: (databaseUrl: string) => Promise<Way>,
  ): Promise<void> => {
    const databaseUrl = await ground.create(seeded);
    contestants.push({ code, databaseUrl, way: await open(databaseUrl), speeds: [] });
  };
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  try {
    await enter('cancel-postgres', (databaseUrl) => openProduct({ databaseUrl, log }));
    if (redisUrl !== undefined) {
      await enter('cancel-redis', (databaseUrl) => openProduct({ databaseUrl, redisUrl, prefix, log }));
    }
    await enter('cancel-transactions', (databaseUrl) => openTransactions({ databaseUrl, log }));
    await enter('limit', openByHand);
    for (let round = 0; round <= rounds; round += 1) {
      tell(round === 0 ? 'cancellations: warming up' : `cancellations: round ${round} of ${rounds}`);
      for (const contestant of contestants) await takeTurn(contestant, round, cancellations);
    }
    await refuseUnequal(contestants);
  } finally {
    for (const { way } of contestants) await way.close();
    for (const { databaseUrl } of contestants) await ground.drop(databaseUrl);
    await ground.drop(seeded);
  }
  const limit = contestants.find(({ code }) => code === 'limit')?.speeds ?? [];
  const figures = contestants.flatMap(({ code, speeds }) =>
    code === 'limit'
      ? []
      : [
          figureOf(
            {
              part: 'cancel',
              code,
              unit: 'per-second',
              goal: code === 'cancel-transactions' ? null : { kind: 'at-least', ratio: 0.3 },
            },
            speeds,
            limit,
          ),
        ],
  );
  return {
    figures,
    ...(redisUrl === undefined ? { skipped: [{ code: 'cancel-redis', why: 'no-redis' }] } : {}),
  };
};

/** Round 0 warms up and does not count. */
const takeTurn = async ({ way, speeds }: Contestant, round: number, size: number): Promise<void> => {
  const [first, count] = [round * size, round === 0 ? Math.min(WARM_UP, size) : size];
  const orders = await way.prepare(Array.from({ length: count }, (_, at) => orderNumber(first + at)));
  const ms = await timed(() => way.cancel(orders));
  if (round > 0) speeds.push((count * 1_000) / ms);
};

/**
 * A limit that wrote other rows would be none. The steps of one order share a message only where they are done at about
 * the same time, so the product may write more messages; the transactions alone leave all of them to whoever relays.
 */
const refuseUnequal = async (contestants: readonly Contestant[]): Promise<void> => {
  const counts = await Promise.all(
    contestants.map(async ({ code, databaseUrl }) => ({
      code,
      ...(await onConnection(databaseUrl, countRows)),
    })),
  );
  const limit = counts.find(({ code }) => code === 'limit');
  const wrong = counts.find(
    ({ code, delivery, rows }) =>
      rows !== limit?.rows || (code !== 'cancel-transactions' && delivery < (limit?.delivery ?? 0)),
  );
  if (wrong !== undefined) {
    throw new Error(`not the same rows: ${JSON.stringify(wrong)} and ${JSON.stringify(limit)}`);
  }
};

import { join } from 'node:path';
import { seededDatabase } from '../ground/seeded.js';
import { figureOf } from '../measure/figure.js';
import { quantile } from '../measure/quantile.js';
import type { Bench, Found } from '../part.js';
import type { AppConnection } from '../processes/bare-bolt.js';
import { openChild } from '../processes/child.js';
import type { PeopleAnswer, PeopleQuestion } from '../processes/people.js';
import { runProgram } from '../processes/run-program.js';
import { PROGRAM } from './start.js';

const ORDERS = 2_000;
/** Fifty people at the same moment, once a second, so often in one round. */
const WAVES = 10;
const EVERY_MS = 1_000;
const READY = /Countermand is ready: /;

/**
 * How soon fifty people are answered who all type at the same moment: the product as its own process over Socket Mode,
 * beside a Bolt app that only acknowledges. People and workspace are a third process.
 */
export const measureAcknowledgement = async ({ ground, options, tell }: Bench): Promise<Found> => {
  const databaseUrl = await seededDatabase(ground, ORDERS);
  const people = openChild<PeopleQuestion, PeopleAnswer>('./people.js');
  const bare = openChild<AppConnection, boolean>('./bare-bolt.js');
  const { connection } = await people.ask({ open: 'product' });
  const product = runProgram([PROGRAM, 'start', '--role', 'bot', '--json'], {
    DATABASE_URL: databaseUrl,
    COUNTERMAND_HOME: join(ground.folder, 'ack'),
    PORT: '0',
    SLACK_API_URL: connection.apiUrl,
    SLACK_APP_TOKEN: connection.appToken,
    SLACK_BOT_TOKEN: connection.botToken,
  });
  try {
    await bare.ask((await people.ask({ open: 'bare' })).connection);
    await product.said(READY);
    const act = async (who: string, waves: number): Promise<readonly number[]> =>
      (await people.ask({ act: who, waves, everyMs: EVERY_MS })).times;
    tell('acknowledgement: warming up');
    for (const who of ['product', 'bare']) await act(who, 3);
    const rounds: { readonly ours: readonly number[]; readonly limit: readonly number[] }[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`acknowledgement: round ${round} of ${options.rounds}`);
      rounds.push({ ours: await act('product', WAVES), limit: await act('bare', WAVES) });
    }
    const figure = (code: 'ack-p50' | 'ack-p99', part: number, goal: number | null) =>
      figureOf(
        { part: 'ack', code, unit: 'ms', goal: goal === null ? null : { kind: 'at-most', ratio: goal } },
        rounds.map(({ ours }) => quantile(ours, part)),
        rounds.map(({ limit }) => quantile(limit, part)),
      );
    return { figures: [figure('ack-p50', 0.5, 1.5), figure('ack-p99', 0.99, null)] };
  } finally {
    await product.stop();
    await bare.stop();
    await people.stop();
    await ground.drop(databaseUrl);
  }
};

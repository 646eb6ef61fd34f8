import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/db/client.js';
import { type Program, runProgram } from '../integration/process/program.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { waitFor } from '../support/wait-for.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
/** Bounds a wait on a busy machine; nothing is asserted by it. */
const LONG_MS = 120_000;

let database: TestDatabase;
let db: Database;
let home: string;
let program: Program | undefined;

beforeAll(async () => {
  // Only what has changed since the last time; npm test has done it already.
  await promisify(execFile)(process.execPath, ['bin/prepare.mjs'], { cwd: REPOSITORY });
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, poolSize: 2, onError: () => undefined });
  home = await mkdtemp(join(tmpdir(), 'countermand-start-over-'));
}, LONG_MS);
afterAll(async () => {
  program?.signal('SIGKILL');
  await program?.ended;
  await db.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const start = async (): Promise<string> => {
  program = runProgram(process.execPath, ['dist/main.js', 'start'], {
    cwd: REPOSITORY,
    env: { DATABASE_URL: database.url, COUNTERMAND_HOME: home },
  });
  const [, url = ''] = await program.seen(/^Countermand is ready: (http:\/\/127\.0\.0\.1:\d+)$/m);
  return url;
};

const call = async (url: string, operation: string, body: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/sandbox/${operation}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return answer.json();
};

interface Card {
  readonly ts: string;
  readonly versions: readonly { readonly blocks: readonly { readonly block_id: string }[] }[];
}

/** What stands in the channel of approvals. */
const cards = async (url: string): Promise<readonly Card[]> => {
  const seen = await call(url, 'screen', { as: 'marco.rossi@demo.example', channel: 'order-approvals' });
  // Safe: the operation `screen` answers with at least this.
  return (seen as { messages: readonly Card[] }).messages;
};

/** The delivery that a card came with: the id of its first block. */
const deliveryOf = ({ versions }: Card): string => versions[0]?.blocks[0]?.block_id ?? '';

const someCards = (url: string) =>
  waitFor(async () => (await cards(url)).length > 0, { what: 'a card', timeoutMs: LONG_MS });

it(
  'starting over is finished by the next start when the process is killed in the middle',
  async () => {
    const first = await start();
    await someCards(first);
    const before = (await db.prisma.delivery.findMany({ select: { id: true } })).map(({ id }) => id);
    call(first, 'start-over', {}).catch(() => undefined);
    // The old company is gone, and the new one has not begun to live.
    await waitFor(
      async () =>
        (await db.prisma.workspace.findFirst())?.slackTeamId === null &&
        (await db.prisma.request.count()) < 3,
      { what: 'the old company to be gone', timeoutMs: LONG_MS },
    );
    program?.signal('SIGKILL');
    await program?.ended;

    const second = await start();
    await someCards(second);
    expect((await cards(second)).map(deliveryOf).filter((id) => before.includes(id))).toEqual([]);
    // What the demo company remembers stands at its own time, the oldest on top.
    const story = await waitFor(
      async () => {
        const requests = await db.prisma.request.findMany({ where: { steps: { some: {} } } });
        const stamps = (await cards(second)).map(({ ts }) => Number(ts));
        return requests.length > 0 && stamps.length === requests.length && { requests, stamps };
      },
      { what: 'a card for each request that somebody decides', timeoutMs: LONG_MS },
    );
    expect(story.stamps.map(Math.floor)).toEqual(
      story.requests.map(({ createdAt }) => createdAt.getTime() / 1_000).sort((one, other) => one - other),
    );
  },
  2 * LONG_MS,
);

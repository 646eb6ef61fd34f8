import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.js';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { runProgram } from './program.js';

interface Line {
  readonly operation: string;
  readonly body: string;
}

/** The calls of the control interface that a document shows, in their order. */
const shownIn = (clone: FreshClone, document: string): Line[] =>
  [
    ...readFileSync(join(clone.folder, document), 'utf8').matchAll(
      /^curl -s -H 'content-type: application\/json' http:\/\/127\.0\.0\.1:3000\/sandbox\/(\S+) -d '(.*)'$/gm,
    ),
  ].map(([, operation = '', body = '']) => ({ operation, body }));

interface Screen {
  readonly messages: readonly { readonly channel: string; readonly ts: string }[];
  readonly reads: readonly string[];
  readonly readsModal: string;
}

describe('the documents', { timeout: 180_000 }, () => {
  let clone: FreshClone;
  beforeAll(() => {
    clone = freshClone();
  });
  afterAll(() => clone.remove());

  it('show a cancellation by hand that works on a fresh demo company, and is found in order afterwards', async () => {
    const server = runProgram('npm', ['start'], { cwd: clone.folder });
    const [, url = ''] = await server.seen(/^Countermand is ready: (http:\/\/127\.0\.0\.1:\d+)$/m);
    const call = async ({ operation, body }: Line): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/sandbox/${operation}`, { method: 'POST', headers, body });
      expect([operation, answer.status]).toEqual([operation, 200]);
      return answer.json();
    };
    // Safe: the operation `screen` answers with at least these fields.
    const screen = async (line: Line): Promise<Screen> => (await call(line)) as Screen;
    const [typed, shown] = shownIn(clone, 'README.md');
    const journey = shownIn(clone, 'docs/sandbox.md');
    expect(typed).toEqual(journey[0]);
    expect(journey.map(({ operation }) => operation)).toEqual(
      ['command', 'fill', 'submit', 'submit', 'screen', 'act', 'mails'], // one condition each, below
    );
    const [command, fill, answers, confirm, card, approve, mails] = journey;
    if (!shown || !command || !fill || !answers || !confirm || !card || !approve || !mails)
      throw new Error('a line is missing');
    const modal = (says: (text: string) => boolean, what: string): Promise<true> =>
      waitFor(async () => says((await screen(shown)).readsModal), { what });

    await call(command);
    await modal((text) => text.includes('How did the customer confirm?'), 'the form');
    await call(fill);
    await modal((text) => text !== '' && !text.includes('How did the customer confirm?'), 'the shorter form');
    await call(answers);
    await modal((text) => text.includes('This is what will happen'), 'the confirmation');
    await call(confirm);
    await modal((text) => text.includes('is asked for'), 'the outcome');
    const { messages } = await waitFor(async () => {
      const seen = await screen(card);
      return seen.reads.at(-1)?.includes('Cancel SO-1063?') ? seen : undefined;
    });
    const { channel = '', ts = '' } = messages.at(-1) ?? {};
    const filled = approve.body.replace('CHANNEL', channel).replace('TS', ts);
    expect(await call({ ...approve, body: filled })).toMatchObject({ outcome: 'acknowledged' });
    const letters = await waitFor(async () => {
      const arrived = await call(mails);
      return Array.isArray(arrived) && arrived.length > 0 ? arrived : undefined;
    });
    expect(letters).toMatchObject([{ subject: 'Your order SO-1063 is cancelled' }]);

    const verified = runProgram('npx', ['countermand', 'verify', '--json'], { cwd: clone.folder });
    expect([await verified.ended, verified.out()]).toEqual([0, expect.stringContaining('{"ok":true')]);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});

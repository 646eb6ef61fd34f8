import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { processesOf } from './processes.js';
import { type Program, runProgram } from './program.js';

describe('npm start that cannot go on says why in one line, with the right exit code', {
  timeout: 180_000,
}, () => {
  let clone: FreshClone;
  beforeAll(() => {
    clone = freshClone();
  });
  afterAll(() => clone.remove());

  const start = (env: Record<string, string>): Program =>
    runProgram('npm', ['start'], { cwd: clone.folder, env });
  const said = (program: Program): string[] =>
    program
      .err()
      .split('\n')
      .filter((line) => line.startsWith('countermand: ') || line.startsWith('  '));

  it('78 for a wrong token, with every other problem of the configuration beside it', async () => {
    const program = start({
      SLACK_BOT_TOKEN: 'xoxp-hunter2-user',
      SLACK_APP_TOKEN: 'xapp-1-a',
      PORT: 'http',
    });
    expect(await program.ended).toBe(78);
    expect(said(program)).toEqual([
      'countermand: The configuration has 2 problems:',
      '  PORT must be a whole number from 0 to 65535. Example: PORT=3000',
      '  SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-. Example: SLACK_BOT_TOKEN=xoxb-…',
    ]);
    expect(program.out() + program.err()).not.toContain('hunter2');
    expect(existsSync(clone.home)).toBe(false);
  });

  it('75 for a database that is not there', async () => {
    const program = start({ DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/orders' });
    expect(await program.ended).toBe(75);
    expect(said(program)).toEqual([
      'countermand: The database at 127.0.0.1:1 does not answer (connect ECONNREFUSED 127.0.0.1:1). Start it, or correct DATABASE_URL.',
    ]);
    expect(program.out() + program.err()).not.toContain('hunter2');
  });

  it('75 for a database that takes the connection and then says nothing', async () => {
    const hole: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => hole.once('listening', resolve));
    const address = hole.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const program = start({ DATABASE_URL: `postgresql://me:hunter2@127.0.0.1:${port}/orders` });
    expect(await program.ended).toBe(75);
    expect(said(program)).toHaveLength(1);
    expect(said(program)[0]).toContain(`The database at 127.0.0.1:${port} does not answer`);
    hole.close();
  });

  it('78 for an address that this machine does not have', async () => {
    const program = start({
      HOST: '192.0.2.1',
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_APP_TOKEN: 'xapp-1-a',
    });
    expect(await program.ended).toBe(78);
    expect(said(program)[0]).toContain('HOST=192.0.2.1 is no address of this machine');
  });

  it('shows where an error came from only to who asks for it with LOG_LEVEL=debug', async () => {
    const program = start({ DATABASE_URL: 'postgresql://127.0.0.1:1/orders', LOG_LEVEL: 'debug' });
    expect(await program.ended).toBe(75);
    expect(program.err()).toMatch(/^ +at /m);
  });

  it('and leaves no process behind', () => {
    expect(processesOf(clone.folder)).toEqual([]);
  });
});

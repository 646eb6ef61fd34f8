import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshClone, freshClone } from './fresh-clone.js';
import { processesOf } from './processes.js';
import { type Program, runProgram } from './program.js';

const READY = /^Countermand is ready: (http:\/\/127\.0\.0\.1:\d+)$/m;

const IN_CHINESE = { LC_ALL: 'zh_CN.UTF-8' };

const npmStart = (clone: FreshClone, env: Record<string, string> = {}): Program =>
  runProgram('npm', ['start'], { cwd: clone.folder, env });

const nodesOf = (clone: FreshClone): { pid: number; command: string }[] =>
  processesOf(clone.folder).filter(({ command }) => command.startsWith('node dist/main.js'));

const leftIn = (clone: FreshClone): string[] => processesOf(clone.folder).map(({ command }) => command);

describe('npm start on a fresh clone', { timeout: 180_000 }, () => {
  let clone: FreshClone;
  beforeAll(() => {
    clone = freshClone();
  });
  afterAll(() => clone.remove());

  it('shows its progress, ends its start with the ready line, and answers on the port that it names', async () => {
    const started = npmStart(clone);
    const [, url = ''] = await started.seen(READY);
    expect(started.err()).toMatch(/Building …\nBuilding: done in [\d.]+ s/);
    expect(started.out().trimEnd().split('\n').at(-1)).toBe(`Countermand is ready: ${url}`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(leftIn(clone)).toEqual([]);
  });

  it('continues on the same data at the second start, and drains on Ctrl-C, which reaches every process at once', async () => {
    // The promised line is the same in every language.
    const started = npmStart(clone, IN_CHINESE);
    await started.seen(READY);
    expect(started.err()).not.toMatch(/Building|Setting up|构建|创建/);
    started.signalGroup('SIGINT');
    expect(await started.ended).toBe(0);
    expect(leftIn(clone)).toEqual([]);
  });

  it('takes over after the process was killed and left its database running', async () => {
    const killed = npmStart(clone);
    await killed.seen(READY);
    for (const { pid } of nodesOf(clone)) process.kill(pid, 'SIGKILL');
    await killed.ended;
    expect(leftIn(clone).some((command) => command.includes('postgres'))).toBe(true);

    const started = npmStart(clone);
    const [, url = ''] = await started.seen(READY);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(leftIn(clone)).toEqual([]);
  });

  it('gives up a start that is told to stop half-way, and leaves nothing running', async () => {
    const started = npmStart(clone, { ...IN_CHINESE, COUNTERMAND_HOME: `${clone.home}-half` });
    await started.seen(/^正在数据文件夹中创建 PostgreSQL 数据库$/m);
    started.signal('SIGTERM');
    await started.ended;
    expect(started.out()).not.toMatch(READY);
    expect(leftIn(clone)).toEqual([]);
  });

  it('refuses a port that is in use with one line and code 75, before it touches anything', async () => {
    const first = npmStart(clone);
    const [, url = ''] = await first.seen(READY);
    const port = new URL(url).port;
    const home = `${clone.home}-second`;
    const second = npmStart(clone, { PORT: port, COUNTERMAND_HOME: home });
    expect(await second.ended).toBe(75);
    expect(second.err()).toContain(
      `countermand: Port ${port} on 127.0.0.1 is in use. Stop what uses it, or choose another: PORT=`,
    );
    expect(second.err()).not.toMatch(/^ +at /m);
    expect(existsSync(home)).toBe(false);
    first.signal('SIGTERM');
    await first.ended;
  });

  it('refuses a data folder that another instance holds with code 75 and the pid of that one, which goes on', async () => {
    const first = npmStart(clone);
    const [, url = ''] = await first.seen(READY);
    const [holder] = nodesOf(clone);
    const second = npmStart(clone);
    expect(await second.ended).toBe(75);
    expect(second.err()).toContain(`process ${holder?.pid}`);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.signal('SIGTERM');
    await first.ended;
    expect(leftIn(clone)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CommandContext, CommandDefinition } from '../../../src/edges/cli/command.js';
import { configurationFailure } from '../../../src/edges/cli/explain-failure.js';
import { runCommandLine } from '../../../src/edges/cli/run-command-line.js';
import { Failure } from '../../../src/kernel/errors.js';
import { Prisma } from '../../../src/platform/db/generated/client.js';

// Safe: the commands of this test ask their context for nothing.
const context = {} as CommandContext;

const command = (usage: string, run: CommandDefinition['run']): CommandDefinition => ({
  usage,
  summary: () => 'for this test',
  options: (one) => one.option('--loud', 'louder'),
  run,
});

const answer = async (typed: string[], commands: CommandDefinition[], stack = false) => {
  const said = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      said.out += `${text}\n`;
    },
    err: (text: string) => {
      said.err += `${text}\n`;
    },
    stack,
  };
  return { exitCode: await runCommandLine(typed, context, terminal, commands), ...said };
};

const failing = (thrown: Error) =>
  command('fail', async () => {
    throw thrown;
  });

describe('the command line', () => {
  it('hands arguments and options to a command, and to one of a group', async () => {
    const echo = (usage: string) =>
      command(usage, async (input) => ({ exitCode: 0, json: () => ({ ...input }), text: () => 'said' }));
    const commands = [echo('import <folder>'), echo('member list'), echo('member set <e-mail>')];
    const imported = await answer(['import', './here', '--loud', '--json'], commands);
    expect(JSON.parse(imported.out)).toEqual({ arguments: ['./here'], options: { loud: true, json: true } });
    expect((await answer(['member', 'set', 'ada@example.com'], commands)).out).toBe('said\n');
    expect((await answer(['member', 'list'], commands)).exitCode).toBe(0);
    expect((await answer(['member'], commands)).exitCode).toBe(2);
    expect((await answer(['import'], commands)).exitCode).toBe(2);
    expect((await answer(['import', 'a', 'b'], commands)).exitCode).toBe(2);
  });

  it('prints amounts in minor units exactly, however large', async () => {
    const commands = [
      command('sum', async () => ({
        exitCode: 0,
        json: () => ({ total: 9007199254740993n }),
        text: () => '',
      })),
    ];
    expect((await answer(['sum', '--json'], commands)).out).toBe('{"total":"9007199254740993"}\n');
  });

  it('gives a command’s own verdict as exit code', async () => {
    const commands = [
      command('check', async () => ({ exitCode: 1, json: () => ({ ok: false }), text: () => 'not well' })),
    ];
    expect(await answer(['check'], commands)).toMatchObject({ exitCode: 1, out: 'not well\n' });
  });

  it('makes only the form of an answer that is printed, since each may be a hundred thousand lines', async () => {
    const built: string[] = [];
    const commands = [
      command('long', async () => ({
        exitCode: 0,
        json: () => {
          built.push('json');
          return {};
        },
        text: () => {
          built.push('text');
          return 'said';
        },
      })),
    ];
    expect((await answer(['long'], commands)).out).toBe('said\n');
    expect(built).toEqual(['text']);
    expect((await answer(['long', '--json'], commands)).out).toBe('{}\n');
    expect(built).toEqual(['text', 'json']);
  });

  it.each([
    ['an outage', new Failure('database-unavailable', 'no answer', { retryable: true }), 75],
    ['a wrong set-up', new Failure('slack-token-refused', 'no', { retryable: false }), 78],
    ['a failure that no later try mends', new Failure('migration-failed', 'no', { retryable: false }), 1],
    ['a bug', new TypeError('undefined is not a function'), 1],
  ])('answers %s with one line and its exit code', async (_what, thrown, exitCode) => {
    const plain = await answer(['fail'], [failing(thrown)]);
    expect(plain).toMatchObject({ exitCode, out: '' });
    expect(plain.err).toMatch(/^countermand: [^\n]+\n$/);
    const json = await answer(['fail', '--json'], [failing(thrown)]);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, message: thrown.message });
  });

  it('takes a database that goes away in the middle of anything for an outage that may pass', async () => {
    const said = await answer(['fail', '--json'], [failing(new Error('Connection terminated unexpectedly'))]);
    expect(said.exitCode).toBe(75);
    expect(JSON.parse(said.out)).toMatchObject({ error: 'database-unavailable' });
  });

  it('says what to do where the database refused a statement, and shows its words to who asks for them', async () => {
    const refused = new Prisma.PrismaClientKnownRequestError(
      '\nInvalid `db.prisma.order.findMany()` invocation in\n/srv/dist/x.js:10:3\n\nDatabase error. Code: `42501`. Message: `permission denied for table order`',
      {
        code: 'P2039',
        clientVersion: '7',
        meta: {
          driverAdapterError: {
            cause: { originalCode: '42501', originalMessage: 'permission denied for table order' },
          },
        },
      },
    );
    const said = await answer(['fail', '--json'], [failing(refused)]);
    expect(said.err).toBe(
      'countermand: the database refused a statement (42501). Run it again with LOG_LEVEL=debug to see what it said, and tell who looks after it\n',
    );
    expect(JSON.parse(said.out)).toMatchObject({ error: 'database-error' });
    expect((await answer(['fail'], [failing(refused)], true)).err).toContain(
      'permission denied for table order',
    );
  });

  it('does not call the error of a bare socket the database’s: Redis and mail have such errors too', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), { code: 'ECONNREFUSED' });
    const said = await answer(['fail', '--json'], [failing(refused)]);
    expect(said.err).toBe('countermand: connect ECONNREFUSED 127.0.0.1:6379\n');
    expect(JSON.parse(said.out)).toMatchObject({ error: 'unexpected' });
  });

  it('lists every problem of the configuration in both forms', async () => {
    const failure = configurationFailure([
      { variable: 'PORT', problem: 'is wrong', example: 'PORT=3000' },
      { variable: 'HOST', problem: 'is wrong too', example: 'HOST=127.0.0.1' },
    ]);
    const said = await answer(['fail', '--json'], [failing(failure)]);
    expect(said.exitCode).toBe(78);
    expect(said.err.trimEnd().split('\n')).toHaveLength(3);
    expect(JSON.parse(said.out).problems).toHaveLength(2);
  });

  it('shows a stack only to who asks for one, and a secret to nobody', async () => {
    const thrown = new Error('called postgresql://me:hunter2@db/x');
    const quiet = await answer(['fail'], [failing(thrown)]);
    expect(quiet.err).not.toMatch(/^ +at /m);
    const loud = await answer(['fail', '--json'], [failing(thrown)], true);
    expect(loud.err).toMatch(/^ +at /m);
    expect(quiet.err + loud.err + loud.out).not.toContain('hunter2');
  });
});

import { describe, expect, it } from 'vitest';
import { readConfig, terminalLanguage } from '../../../src/config.js';
import type { CommandContext } from '../../../src/edges/cli/command.js';
import { configurationFailure, explainFailure } from '../../../src/edges/cli/explain-failure.js';
import { sayProgress } from '../../../src/edges/cli/progress-words.js';
import { runCommandLine } from '../../../src/edges/cli/run-command-line.js';
import { startFailure } from '../../../src/edges/slack/connection/socket-transport.js';
import { Failure } from '../../../src/kernel/errors.js';
import { listenFailure } from '../../../src/platform/http/listen-failure.js';
import type { Progress } from '../../../src/platform/progress.js';
import { languageOf, translator } from '../../../src/words/translator.js';

const HAN = /\p{Script=Han}/u;

const explained = (thrown: unknown, locale: string): string =>
  explainFailure(thrown, { stack: false, t: translator(locale) });

const typed = async (locale: string | undefined, ...words: string[]) => {
  const said = { out: '', err: '' };
  const exitCode = await runCommandLine(
    words,
    // Safe: what is typed here never reaches a command.
    {} as CommandContext,
    {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      stack: false,
      locale,
    },
  );
  return { exitCode, ...said };
};

describe('the language of the terminal', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh_TW@radical' }, 'zh-CN'],
    [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh-CN'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{}, 'en'],
  ])('%j reads %s', (environment, language) => {
    expect(languageOf(terminalLanguage(environment))).toBe(language);
  });
});

describe('help and wrong usage', () => {
  it.each([
    ['strat', "error: unknown command 'strat'\n(Did you mean start?)"],
    ['migrate --fast', "error: unknown option '--fast'"],
    ['import', "error: missing required argument 'folder'"],
    ['import a b', "error: too many arguments for 'import'. Expected 1 argument but got 2."],
    ['start --role', "error: option '--role <role>' argument missing"],
    [
      'member set a@b.example --inactive --active',
      "error: option '--inactive' cannot be used with option '--active'",
    ],
    [
      "start --role it's",
      "error: option '--role <role>' argument 'it's' is invalid. Allowed choices are all, bot, worker.",
    ],
  ])('%s is answered with what is wrong, in the language of the terminal', async (line, english) => {
    const words = line.split(' ');
    const hint = '\nTry: npx countermand --help';
    expect(await typed('en_US', ...words)).toEqual({ exitCode: 2, out: '', err: english + hint });
    const chinese = await typed('zh_CN', ...words);
    expect(chinese).toMatchObject({ exitCode: 2, out: '' });
    expect(chinese.err).toMatch(HAN);
    expect(chinese.err).not.toMatch(/error:|Try:|undefined|\{\{/);
    // What was typed, or is to be typed, is named in both.
    for (const [, named = ''] of english.matchAll(/'([^' ]+)'/g)) expect(chinese.err).toContain(named);
    // A program reads the same in every language.
    const json = await typed('zh_CN', ...words, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, error: 'usage' });
    expect(json.out).not.toMatch(HAN);
  });

  it('help is whole in Chinese, and names the commands as they are typed', async () => {
    const { out, exitCode } = await typed('zh_CN', '--help');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^用法： countermand/);
    for (const name of ['start', 'migrate', 'import', 'verify', 'reconcile', 'member', 'manifest']) {
      expect(out).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
    }
    expect(out).not.toMatch(/Usage|Options:|Commands:|display help|Exit codes/);
    expect((await typed('zh_CN', 'member', 'set', '--help')).out).toContain('以逗号分隔');
    const start = (await typed('zh_CN', 'start', '--help')).out;
    expect(start.replace(/\s+/g, ' ')).toContain('（可选 all, bot, worker；默认 all）');
    expect(start).not.toContain('choices');
  });
});

const answer = (code: string) => ({ code: 'slack_webapi_platform_error', data: { ok: false, error: code } });
const listening = (code: string) => listenFailure(Object.assign(new Error('no'), { code }), '10.1.2.3', 3000);

describe('what the start says on its way', () => {
  it.each<[Progress, string]>([
    [{ kind: 'database-connecting', place: 'db:5432' }, 'Connecting to the database at db:5432'],
    [{ kind: 'database-migrated', count: 1 }, 'Database: applied 1 migration'],
    [{ kind: 'database-migrated', count: 20 }, 'Database: applied 20 migrations'],
    [{ kind: 'postgres-set-up' }, 'Setting up PostgreSQL in the data folder'],
    [{ kind: 'postgres-waiting', why: 'starting up' }, 'Waiting for PostgreSQL: starting up'],
    [{ kind: 'postgres-restarting', pid: 7 }, 'PostgreSQL (process 7) has lost its lock file: restarting it'],
    [
      { kind: 'postgres-elsewhere', user: 'postgres', home: '/srv/a', folder: '/var/b' },
      'PostgreSQL runs as postgres, who cannot enter /srv/a; its files are in /var/b',
    ],
    [
      { kind: 'user-creating', user: 'countermand' },
      'Creating the system user countermand, because PostgreSQL does not run as root',
    ],
    [{ kind: 'demo-loaded' }, 'Loaded a demo company to try it with'],
  ])('is in the language of the terminal: %j', (progress, english) => {
    expect(sayProgress(progress, translator('en'))).toBe(english);
    const chinese = sayProgress(progress, translator('zh-CN'));
    expect(chinese).toMatch(HAN);
    expect(chinese).not.toMatch(/undefined|\{\{/);
    const { kind, ...named } = progress;
    for (const value of Object.values(named)) expect(chinese).toContain(String(value));
  });
});

describe('a failure', () => {
  it.each([
    ['a port that is taken', listening('EADDRINUSE')],
    ['a port that needs root', listening('EACCES')],
    ['an address of another machine', listening('EADDRNOTAVAIL')],
    ['a server that cannot listen', listening('EMFILE')],
    [
      'a token that Slack refuses',
      startFailure(Object.assign(new Error('no'), answer('invalid_auth')), 'SLACK_BOT_TOKEN'),
    ],
    [
      'a data folder in use',
      new Failure(
        'instance-held',
        'another instance (process 7 on desk) holds this data folder: stop it first, or set COUNTERMAND_HOME to another folder',
        { retryable: true, details: { pid: 7, host: 'desk' } },
      ),
    ],
  ])('is said as it stands in the log for English, and in Chinese for Chinese: %s', (_what, failure) => {
    expect(explained(failure, 'en')).toBe(`countermand: ${failure.message}`);
    const chinese = explained(failure, 'zh-CN');
    expect(chinese).toMatch(HAN);
    expect(chinese).not.toMatch(/undefined|\{\{/);
  });

  it.each(['database-busy', 'slack-token-refused', 'slack-unreachable'])(
    'is never left in English where less is known of it: %s',
    (code) => {
      const failure = new Failure(code, 'as the log has it', { retryable: true, details: { why: 'x' } });
      const bare = new Failure(code, 'as the log has it', { retryable: true });
      const known = code === 'database-busy' ? [failure] : [failure, bare];
      for (const one of known) expect(explained(one, 'zh-CN')).not.toContain('as the log has it');
    },
  );

  it('without the details of its sentence, or with an unknown code, is said as it stands', () => {
    const bare = new Failure('port-in-use', 'somebody is there', { retryable: true });
    const unknown = new Failure('no-such-code', 'odd', { retryable: false });
    expect(explained(bare, 'zh-CN')).toBe('countermand：somebody is there');
    expect(explained(unknown, 'zh-CN')).toBe('countermand：odd');
  });

  it.each([
    [{ PORT: 'http', HOST: 'not a host', LOG_LEVEL: 'loud' }],
    [{ DATABASE_URL: 'mysql://a', REDIS_URL: 'a', SMTP_URL: 'b', COUNTERMAND_ADMINS: 'x' }],
    [{ SLACK_BOT_TOKEN: 'a', SLACK_APP_TOKEN: 'b', SLACK_SIGNING_SECRET: 'c', SLACK_API_URL: 'd' }],
    [{ SLACK_API_URL: 'http://slack.example', COUNTERMAND_BASE_CURRENCY: 'usd', MAIL_FROM: '<' }],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }],
    [{ SLACK_APP_TOKEN: 'xapp-1', SMTP_URL: 'smtp://mail.example' }],
    [{ HOST: '0.0.0.0' }],
  ])('of the configuration is said whole in both languages: %j', (environment) => {
    const read = readConfig(environment);
    if (read.ok) throw new Error('was accepted');
    const lines = (locale: string) => explained(configurationFailure(read.refusals), locale).split('\n');
    expect(lines('zh-CN')).toHaveLength(read.refusals.length + 1);
    for (const line of lines('zh-CN')) expect(line).toMatch(HAN);
    for (const { variable, example } of read.refusals) {
      for (const locale of ['en', 'zh-CN']) {
        expect(
          lines(locale).filter((line) => line.startsWith(`  ${variable} `) && line.endsWith(example)),
        ).toHaveLength(1);
      }
    }
  });
});

import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, strangeVariables, VARIABLES } from '../../../src/config.js';
import { redactText } from '../../../src/platform/redact.js';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };

const accepted = (environment: NodeJS.ProcessEnv) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.refusals)}`);
  return read.value;
};

const variablesRefused = (environment: NodeJS.ProcessEnv): string[] => {
  const read = readConfig(environment);
  return read.ok ? [] : read.refusals.map(({ variable }) => variable);
};

describe('configuration', () => {
  it('needs nothing: the defaults are the embedded database, its queue and the sandbox on port 3000', () => {
    const config = accepted({});
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 3000 },
      databaseUrl: undefined,
      redisUrl: undefined,
      slack: { mode: 'sandbox' },
      admins: [],
      baseCurrency: 'USD',
      logLevel: 'info',
    });
    expect(isAbsolute(config.home)).toBe(true);
    expect(config.home.endsWith('.countermand')).toBe(true);
  });

  it('takes an empty variable for an absent one, as container files write it', () => {
    expect(accepted({ PORT: '', DATABASE_URL: '  ', SLACK_BOT_TOKEN: '' })).toEqual(accepted({}));
  });

  it('chooses Socket Mode with an app token and HTTP with a signing secret', () => {
    expect(accepted(SOCKET).slack).toMatchObject({
      mode: 'socket',
      botToken: 'xoxb-1-abc',
      appToken: 'xapp-1-abc',
    });
    const http = accepted({ SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_SIGNING_SECRET: '0123456789abcdef' });
    expect(http.slack).toMatchObject({ mode: 'http', signingSecret: '0123456789abcdef' });
  });

  it('reads admins without regard to case and to spaces', () => {
    expect(accepted({ COUNTERMAND_ADMINS: ' Ada@Example.com , grace@example.com,' }).admins).toEqual([
      'ada@example.com',
      'grace@example.com',
    ]);
  });

  it('shows examples that redaction leaves whole', () => {
    for (const { example } of Object.values(VARIABLES)) expect(redactText(example)).toBe(example);
  });

  it('refuses a password that cuts its URL short, and says how to write it', () => {
    for (const DATABASE_URL of [
      'postgresql://cm:p@ss/wo:rd@host/x',
      'postgresql://cm:12#a@host/x',
      'postgresql://cm:12?a@host/x',
    ]) {
      const read = readConfig({ DATABASE_URL });
      expect(read).toMatchObject({ ok: false, refusals: [{ problem: expect.stringContaining('%40') }] });
      expect(JSON.stringify(read)).not.toContain('wo:rd');
    }
    accepted({ DATABASE_URL: 'postgresql://cm:p%40ss%2Fword@host/x?application_name=a@b' });
  });

  it('names variables that nothing reads: with our prefixes, or a letter away from ours', () => {
    const strange = strangeVariables({
      ...SOCKET,
      SLACK_BOTTOKEN: 'a',
      REDIS_URI: 'a',
      COUNTERMAND_ADMIN: 'a',
      COUNTERMAND_FONT: 'a',
      MAIL_FORM: 'a',
      POST: 'a',
      HTTP_URL: 'a',
      REDIS_PORT: 'a',
      COUNTERMAND_TEST_REDIS_URL: 'a',
    });
    expect(strange).toEqual([
      { name: 'SLACK_BOTTOKEN', nearest: 'SLACK_BOT_TOKEN' },
      { name: 'REDIS_URI', nearest: 'REDIS_URL' },
      { name: 'COUNTERMAND_ADMIN', nearest: 'COUNTERMAND_ADMINS' },
      { name: 'COUNTERMAND_FONT', nearest: undefined },
      { name: 'MAIL_FORM', nearest: 'MAIL_FROM' },
    ]);
  });

  it('reports every problem at once, each with the name and an example, never with the value', () => {
    const read = readConfig({
      PORT: '70000',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      LOG_LEVEL: 'loud',
      ...SOCKET,
      SLACK_APP_TOKEN: 'xoxp-hunter2',
    });
    if (read.ok) throw new Error('was accepted');
    expect(read.refusals.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'SLACK_APP_TOKEN',
    ]);
    for (const { variable, example } of read.refusals) expect(example.startsWith(`${variable}=`)).toBe(true);
    expect(JSON.stringify(read.refusals)).not.toContain('hunter2');
  });

  it.each([
    ['a port that is no number', { PORT: 'http' }, 'PORT'],
    ['a port beyond the last one', { PORT: '65536' }, 'PORT'],
    ['a database that is not PostgreSQL', { DATABASE_URL: 'sqlite://x' }, 'DATABASE_URL'],
    ['a Redis URL without its protocol', { REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
    ['a Redis Sentinel without the name of its master', { REDIS_URL: 'redis-sentinel://a,b' }, 'REDIS_URL'],
    ['a database within a Redis Cluster', { REDIS_URL: 'redis-cluster://a,b/1' }, 'REDIS_URL'],
    ['two servers that are no Cluster', { REDIS_URL: 'redis://a,b' }, 'REDIS_URL'],
    ['a Redis on a port beyond the last one', { REDIS_URL: 'redis://a:65536' }, 'REDIS_URL'],
    ['a user token in place of the bot token', { ...SOCKET, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN'],
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    ['an app token without a bot token', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    ['a signing secret without a bot token', { SLACK_SIGNING_SECRET: '0123456789abcdef' }, 'SLACK_BOT_TOKEN'],
    [
      'a token in place of the signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'xapp-1-123456' },
      'SLACK_SIGNING_SECRET',
    ],
    [
      'an address of Slack in the clear',
      { ...SOCKET, SLACK_API_URL: 'http://slack.example.com/api/' },
      'SLACK_API_URL',
    ],
    [
      'a loopback look-alike in the clear',
      { ...SOCKET, SLACK_API_URL: 'http://127.0.0.1.example.com/' },
      'SLACK_API_URL',
    ],
    ['an admin without a domain', { COUNTERMAND_ADMINS: 'ada@example.com,grace' }, 'COUNTERMAND_ADMINS'],
    ['a currency that does not exist', { COUNTERMAND_BASE_CURRENCY: 'ABC' }, 'COUNTERMAND_BASE_CURRENCY'],
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM'],
    ['a sandbox that the whole network could reach', { HOST: '0.0.0.0' }, 'HOST'],
  ])('refuses %s and names the one variable', (_what, environment, variable) => {
    expect(variablesRefused(environment)).toEqual([variable]);
  });

  it.each([
    'http://127.0.0.1:4000/api/',
    'http://localhost:4000/',
    'http://[::1]:4000/',
    'https://slack.example.com/api/',
  ])('accepts the Web API at %s', (SLACK_API_URL) =>
    expect(variablesRefused({ ...SOCKET, SLACK_API_URL })).toEqual([]),
  );

  it('lets a bot with a real workspace listen on every address', () => {
    expect(variablesRefused({ ...SOCKET, HOST: '0.0.0.0' })).toEqual([]);
  });

  it('describes every variable', () => {
    for (const { description, example } of Object.values(VARIABLES)) {
      expect(description).not.toBe('');
      expect(example).not.toBe('');
    }
  });
});

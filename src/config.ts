import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { done, type Result, refused } from './kernel/result.js';
import { readRedisAddress } from './platform/queue/redis-address.js';

/** The repository's folder, with its slash at the end; the same from src/ and from dist/. */
export const PROJECT_FOLDER = fileURLToPath(new URL('../', import.meta.url));

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** One key of the environment: what it is for, a value that would do, and what is accepted. */
const variable = <S extends z.ZodType>(description: string, example: string, schema: S) => ({
  description,
  example,
  schema,
});

const text = (pattern: RegExp, otherwise: string) => z.string().regex(pattern, otherwise);

/** False where the user part was cut off early, since its password holds a character that ends it: an @ is left over. */
const isWrittenOut = (value: string): boolean => {
  const { pathname, search, hash } = new URL(value);
  return !/@/.test(pathname + hash) && !/^\?[^=]*@/.test(search);
};

/** A URL of one of the given protocols that names a host. */
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) =>
        URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== '',
      {
        error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
        // What no URL is need not be asked further.
        abort: true,
      },
    )
    .refine(
      isWrittenOut,
      'has a character in its password that means something else in a URL: write it with percent signs, such as %40 for @ and %2F for /',
    );

export const VARIABLES = {
  PORT: variable(
    'Port of the HTTP server; 0 takes any free one',
    '3000',
    text(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
      .default(3000),
  ),
  HOST: variable(
    'Address on which the HTTP server listens',
    '127.0.0.1',
    text(/^[\w.:[\]-]+$/, 'must be a host name or an IP address').default('127.0.0.1'),
  ),
  COUNTERMAND_HOME: variable(
    'Data folder; a relative path starts at the repository',
    '/var/lib/countermand/data',
    z.string().default('.countermand'),
  ),
  DATABASE_URL: variable(
    'PostgreSQL 14 or newer; without it the embedded one is used',
    'postgresql://countermand@db.example.com:5432/countermand',
    url('postgresql:', 'postgres:').optional(),
  ),
  REDIS_URL: variable(
    'Redis 6.2 or newer for the queue; without it the queue lives in PostgreSQL',
    'redis://redis.example.com:6379',
    z
      .string()
      .refine(
        (value) => readRedisAddress(value) !== undefined,
        'must be redis://host:6379, redis-sentinel://host:26379,host:26379/master or redis-cluster://host:6379,host:6379; rediss… for TLS',
      )
      .optional(),
  ),
  SLACK_BOT_TOKEN: variable(
    'Bot token of the Slack app; without it the sandbox workspace runs',
    'xoxb-…',
    text(/^xoxb-[\w.-]+$/, 'must be a bot token, which begins with xoxb-').optional(),
  ),
  SLACK_APP_TOKEN: variable(
    'App-level token with connections:write, for Socket Mode',
    'xapp-…',
    text(/^xapp-[\w.-]+$/, 'must be an app-level token, which begins with xapp-').optional(),
  ),
  SLACK_SIGNING_SECRET: variable(
    'Signing secret of the Slack app, for HTTP',
    'the 32 characters under Signing Secret on the app’s page',
    text(
      /^(?!xox|xapp)\S{8,}$/,
      'must be the signing secret: at least 8 characters, no spaces, no token',
    ).optional(),
  ),
  SLACK_API_URL: variable(
    'Base of the Web API, for tests and proxies',
    'https://slack.com/api/',
    url('https:', 'http:')
      .refine(
        (value) => new URL(value).protocol === 'https:' || isLoopback(new URL(value).hostname),
        'must begin with https:// unless the host is loopback: tokens travel over it',
      )
      .optional(),
  ),
  COUNTERMAND_ADMINS: variable(
    'E-mail addresses of members who are admins from the start, comma-separated',
    'ada@example.com,grace@example.com',
    z
      .string()
      .transform((list) => list.split(',').map((address) => address.trim().toLowerCase()))
      .transform((list) => list.filter((address) => address !== ''))
      .refine(
        (list) => list.every((address) => EMAIL.test(address)),
        'must be e-mail addresses separated by commas',
      )
      .default([]),
  ),
  COUNTERMAND_BASE_CURRENCY: variable(
    'Currency of thresholds and digests',
    'USD',
    z
      .string()
      .refine(
        (code) => Intl.supportedValuesOf('currency').includes(code),
        'must be an ISO 4217 code in capitals',
      )
      .default('USD'),
  ),
  SMTP_URL: variable(
    'Mail server for e-mail to customers and suppliers',
    'smtps://mail.example.com:465',
    url('smtp:', 'smtps:').optional(),
  ),
  MAIL_FROM: variable(
    'Sender of the e-mail',
    'Example Trading <orders@example.com>',
    text(
      /^([^<>]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/,
      'must be an address, with or without a name before it',
    ).optional(),
  ),
  LOG_LEVEL: variable('Least severe level that is logged', 'info', z.enum(LOG_LEVELS).default('info')),
} as const;

export type VariableName = keyof typeof VARIABLES;
type Values = { [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> };

/** How the bot reaches Slack; `sandbox` when no token is set. */
export type SlackConfig =
  | { readonly mode: 'sandbox' }
  | {
      readonly mode: 'socket';
      readonly botToken: string;
      readonly appToken: string;
      readonly apiUrl: string | undefined;
    }
  | {
      readonly mode: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly apiUrl: string | undefined;
    };

export interface Config {
  readonly http: { readonly host: string; readonly port: number };
  /** Absolute path of the data folder. */
  readonly home: string;
  /** Undefined: the embedded PostgreSQL under `home`. */
  readonly databaseUrl: string | undefined;
  /** Undefined: the queue lives in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly slack: SlackConfig;
  /** Lower case. */
  readonly admins: readonly string[];
  readonly baseCurrency: string;
  /** Without `smtpUrl` mail is kept, not sent. */
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string | undefined };
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** What is wrong with one variable. Never contains the value, which may be a secret. */
export interface ConfigProblem {
  readonly variable: VariableName;
  /** By itself, by its absence beside another, or because it lets others in. */
  readonly kind: 'wrong' | 'missing' | 'exposed';
  /** In English, for logs and programs. */
  readonly problem: string;
  readonly example: string;
}

const problem = (name: VariableName, kind: ConfigProblem['kind'], what: string): ConfigProblem => ({
  variable: name,
  kind,
  problem: what,
  example: `${name}=${VARIABLES[name].example}`,
});

/** Reads the configuration; refuses with every problem at once. An empty variable counts as absent. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Result<Config, ConfigProblem> => {
  const problems: ConfigProblem[] = [];
  const parse = <N extends VariableName>(name: N): Values[N] => {
    const parsed = VARIABLES[name].schema.safeParse(environment[name]?.trim() || undefined);
    if (!parsed.success) problems.push(problem(name, 'wrong', parsed.error.issues[0]?.message ?? 'is wrong'));
    // Safe: after a problem the values are dropped, and otherwise the schema of this very name made them.
    return parsed.data as Values[N];
  };
  const names = Object.keys(VARIABLES) as VariableName[]; // Safe: the keys of the constant above.
  const values = Object.fromEntries(names.map((name) => [name, parse(name)])) as Values; // Safe: one entry a name.
  problems.push(...contradictions(values, new Set(problems.map(({ variable }) => variable))));
  if (problems.length > 0) return refused(...problems);

  return done({
    http: { host: values.HOST, port: values.PORT },
    home: resolve(PROJECT_FOLDER, values.COUNTERMAND_HOME),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    slack: slackConfig(values),
    admins: values.COUNTERMAND_ADMINS,
    baseCurrency: values.COUNTERMAND_BASE_CURRENCY,
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM },
    logLevel: values.LOG_LEVEL,
  });
};

/** What no variable shows alone. A variable that is wrong by itself is present: it is not reported as missing too. */
const contradictions = (values: Values, wrong: ReadonlySet<VariableName>): ConfigProblem[] => {
  const problems: ConfigProblem[] = [];
  const has = (name: VariableName): boolean => wrong.has(name) || values[name] !== undefined;
  const transport = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET');
  if (has('SLACK_BOT_TOKEN') && !transport) {
    problems.push(
      problem(
        'SLACK_APP_TOKEN',
        'missing',
        'is needed beside SLACK_BOT_TOKEN (or SLACK_SIGNING_SECRET, for HTTP)',
      ),
    );
  }
  if (transport && !has('SLACK_BOT_TOKEN')) {
    problems.push(
      problem('SLACK_BOT_TOKEN', 'missing', 'is needed beside SLACK_APP_TOKEN or SLACK_SIGNING_SECRET'),
    );
  }
  if (!has('SLACK_BOT_TOKEN') && !transport && !wrong.has('HOST') && !isLoopback(values.HOST)) {
    problems.push(
      problem(
        'HOST',
        'exposed',
        'must be loopback while no Slack token is set: in the sandbox anyone can act as anyone',
      ),
    );
  }
  if (has('SMTP_URL') && !has('MAIL_FROM'))
    problems.push(problem('MAIL_FROM', 'missing', 'is needed beside SMTP_URL'));
  return problems;
};

const slackConfig = (values: Values): SlackConfig => {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = values;
  const apiUrl = values.SLACK_API_URL;
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken, apiUrl };
  if (botToken !== undefined && signingSecret !== undefined) {
    return { mode: 'http', botToken, signingSecret, apiUrl };
  }
  return { mode: 'sandbox' };
};

/** Whether an error is printed with its stack; asked also where the rest of the configuration is wrong. */
export const wantsStacks = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment.LOG_LEVEL === 'debug' || environment.LOG_LEVEL === 'trace';

/** The language of the terminal, as POSIX writes it (`zh_CN.UTF-8`), without its encoding; undefined where none is set. */
export const terminalLanguage = (environment: NodeJS.ProcessEnv = process.env): string | undefined => {
  // In this order each overrules the next, and an empty one counts as absent.
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  return locale?.replace(/[.@].*$/, '') || undefined;
};

/** A variable that looks like one of ours and is none, and the one that is nearest, where one is near. */
export interface StrangeVariable {
  readonly name: string;
  readonly nearest: string | undefined;
}

/** Names that nothing reads: with our prefixes, or one letter away from a name of ours. Most often misspelt. */
export const strangeVariables = (
  environment: NodeJS.ProcessEnv = process.env,
): readonly StrangeVariable[] => {
  const known = Object.keys(VARIABLES);
  return Object.keys(environment)
    .filter((name) => !known.includes(name) && !name.startsWith('COUNTERMAND_TEST_') && name !== FAULT)
    .map((name) => ({ name, nearest: known.find((ours) => isNear(name, ours)) }))
    .filter(({ name, nearest }) => nearest !== undefined || /^(COUNTERMAND|SLACK)_/.test(name));
};

/** Read where tests kill a process at a named point. */
const FAULT = 'COUNTERMAND_FAULT';

/** One letter added, left out, changed or swapped with its neighbour, underscores apart; too short a name is near to anything. */
const isNear = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((name) => name.replaceAll('_', '')) as [string, string]; // Safe: two in, two out.
  if (b.length < 6 || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    restA === restB ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
};

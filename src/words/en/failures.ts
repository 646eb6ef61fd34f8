/** Why the program cannot start or go on, for the person at the terminal; each names what to do about it. */
export const failures = {
  line: 'countermand: {{sentence}}',
  problem: '  {{variable}} {{problem}}. Example: {{example}}',

  configuration_one: 'The configuration has a problem:',
  configuration_other: 'The configuration has {{count}} problems:',
  oneProcess:
    'The sandbox workspace runs in one process: leave --role away, or set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  wrong_PORT: 'must be a whole number from 0 to 65535',
  wrong_HOST: 'must be a host name or an IP address',
  wrong_DATABASE_URL:
    'must be a URL that begins with postgresql:// or postgres://; in its password, write what is no letter or digit with percent signs (%40 for an at sign)',
  wrong_REDIS_URL:
    'must be redis://host:6379, redis-sentinel://host:26379,host:26379/master or redis-cluster://host:6379,host:6379; rediss… for TLS',
  wrong_SLACK_BOT_TOKEN: 'must be a bot token, which begins with xoxb-',
  wrong_SLACK_APP_TOKEN: 'must be an app-level token, which begins with xapp-',
  wrong_SLACK_SIGNING_SECRET: 'must be the signing secret: at least 8 characters, no spaces, no token',
  wrong_SLACK_API_URL: 'must be a URL that begins with https://, or with http:// where the host is loopback',
  wrong_COUNTERMAND_ADMINS: 'must be e-mail addresses separated by commas',
  wrong_COUNTERMAND_BASE_CURRENCY: 'must be an ISO 4217 code in capitals',
  wrong_SMTP_URL:
    'must be a URL that begins with smtp:// or smtps://; in its password, write what is no letter or digit with percent signs (%40 for an at sign)',
  wrong_MAIL_FROM: 'must be an address, with or without a name before it',
  wrong_LOG_LEVEL: 'must be one of trace, debug, info, warn, error, fatal, silent',
  missing_SLACK_APP_TOKEN: 'is needed beside SLACK_BOT_TOKEN (or SLACK_SIGNING_SECRET, for HTTP)',
  missing_SLACK_BOT_TOKEN: 'is needed beside SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  missing_MAIL_FROM: 'is needed beside SMTP_URL',
  exposed_HOST: 'must be loopback while no Slack token is set: in the sandbox anyone can act as anyone',

  portInUse:
    'Port {{port}} on {{host}} is in use. Stop what uses it, or choose another: PORT={{other}} npm start',
  portNotAllowed: 'Port {{port}} may not be used by this user. Choose one above 1023: PORT=3000 npm start',
  noSuchAddress: 'HOST={{host}} is no address of this machine. Choose one that is: HOST=127.0.0.1 npm start',
  cannotListen: 'The HTTP server cannot listen on {{host}}:{{port}}: {{why}}',

  databaseTooOld:
    'The database at {{place}} is PostgreSQL {{version}}; Countermand needs {{oldest}} or newer.',
  databaseAway: 'The database at {{place}} does not answer ({{why}}). Start it, or correct DATABASE_URL.',
  databaseSilent: 'the database does not answer: {{why}}',
  databaseBusy: 'the database is busy: {{why}}',
  databaseError:
    'the database refused a statement ({{sqlState}}). Run it again with LOG_LEVEL=debug to see what it said, and tell who looks after it',
  databaseNotStarted: 'PostgreSQL does not start: {{why}} (see {{logFile}})',
  databaseNotStopped: 'PostgreSQL (process {{pid}}) does not stop',
  databaseNotCreated: 'PostgreSQL could not be set up in {{folder}}: {{why}}',
  databaseRefused_28P01: 'The database at {{place}} refuses the password. Correct DATABASE_URL.',
  databaseRefused_28000: 'The database at {{place}} refuses the user. Correct DATABASE_URL.',
  databaseRefused_3D000: 'The database at {{place}} has no database of that name. Correct DATABASE_URL.',
  databaseRefused_42501: 'The database at {{place}} does not let the user in. Correct DATABASE_URL.',
  'databaseRefused_tls-none':
    'The database at {{place}} does not speak TLS, which sslmode asks for. Correct DATABASE_URL, or set TLS up there.',
  'databaseRefused_tls-certificate':
    'The database at {{place}} has a certificate that is not trusted here. Name its authority in NODE_EXTRA_CA_CERTS, or correct DATABASE_URL.',
  databaseNotUtf8:
    "the database keeps text as {{encoding}}, and needs UTF8: create it with ENCODING 'UTF8' (docs/operations.md, Deploy)",
  databaseClosed:
    'the user of DATABASE_URL may not change this database ({{why}}): let it own the database (docs/operations.md, Deploy)',
  databaseMissing:
    'there is no database in {{home}}, and DATABASE_URL is not set: run this with the environment of the server. A new database is made by start, migrate or import',
  databaseOlder_one:
    'this database needs {{count}} migration: run `npx countermand migrate`. Afterwards no older version starts on it',
  databaseOlder_other:
    'this database needs {{count}} migrations: run `npx countermand migrate`. Afterwards no older version starts on it',
  databaseNewer: 'the database is newer than this program (it has {{migration}}): start the newer version',
  migrationFailed: 'the migration {{migration}} failed and was rolled back: {{why}}',
  migrationHalf: 'the migration {{migration}} once failed in the middle: restore a backup',
  migrationEdited: 'the migration {{migration}} was changed after it had been applied',
  queueAway: 'The queue does not answer: {{why}}',
  redisAway: 'Redis at {{redis}} does not answer ({{why}}). Start it, or correct REDIS_URL.',
  redisAwayOverTls:
    'Redis at {{redis}} does not answer over TLS ({{why}}). Start it, or correct REDIS_URL: without TLS it begins with redis, not rediss.',
  redisTooOld: 'Redis is version {{version}}; Countermand needs {{oldest}} or newer.',
  redisIsCluster:
    'REDIS_URL names a Redis Cluster: write redis-cluster:// (or rediss-cluster://) instead of redis://.',
  redisIsNoCluster:
    'This Redis is no Cluster: write redis:// (or rediss://) instead of redis-cluster:// in REDIS_URL.',
  redisIsNoSentinel: 'What REDIS_URL names are no Sentinels: write redis:// (or rediss://) for one server.',
  redisNoSuchDatabase: 'Redis has no database of that number. Correct the end of REDIS_URL.',
  redisRefused: 'Redis refuses the user or password. Correct REDIS_URL.',

  folderUnusable: 'the data folder {{home}} cannot be used ({{why}}): set COUNTERMAND_HOME to one that can',
  folderForeign: 'the data folder {{home}} belongs to root: start as root, or choose another',
  folderHeld:
    'another instance (process {{pid}} on {{host}}) holds this data folder: stop it first, or set COUNTERMAND_HOME to another folder',
  folderHeldUnknown:
    'another instance (unknown) holds this data folder: stop it first, or set COUNTERMAND_HOME to another folder',
  notForThisMachine: 'there is no built-in PostgreSQL for {{platform}} on {{arch}}: set DATABASE_URL',
  doesNotRunHere: 'the built-in PostgreSQL does not run here ({{why}}): set DATABASE_URL',
  notAsRoot:
    'PostgreSQL does not run as root, and there is no other user for it: start as an ordinary user or set DATABASE_URL',

  slackTokenRefused: "Slack refuses {{variable}} ({{slackCode}}). Copy it again from the app's page.",
  slackAddressWrong: 'Slack refuses {{variable}} ({{slackCode}}). Check SLACK_API_URL.',
  slackTokenNotABot: 'SLACK_BOT_TOKEN is no bot token: it starts with xoxb-',
  slackUnreachable: 'Slack cannot be reached ({{why}}). Try again when the network is there.',
  slackSilent: 'Slack did not answer in time, or asks us to wait. Try again in a minute.',
  demoDatabase:
    'this database holds demo data and does not serve a real Slack workspace: replace it with your company by `npx countermand import <folder> --replace-demo`, or use another COUNTERMAND_HOME or DATABASE_URL',
  otherWorkspace:
    'this database serves the Slack workspace {{remembered}}, and the token is of {{teamId}}: use the token of the first, or another COUNTERMAND_HOME or DATABASE_URL, into which `npx countermand import` brings your company',
  otherWorkspaceNoToken:
    'no SLACK_BOT_TOKEN is set, so this would run the sandbox, but this database serves the Slack workspace {{remembered}}: set the token, or another COUNTERMAND_HOME or DATABASE_URL',
  importRunning: 'another import is running',
} as const;

import type { Failure } from '../../kernel/errors.js';
import type { Translate } from '../../words/translator.js';

type Say = (details: Failure['details'], t: Translate) => string | undefined;

/** A sentence that can be said when the failure carries all of these details. */
const withDetails =
  <N extends string>(names: readonly N[], say: (values: Record<N, string>, t: Translate) => string): Say =>
  (details, t) => {
    if (names.some((name) => details[name] === undefined)) return undefined;
    const values = Object.fromEntries(names.map((name) => [name, String(details[name])]));
    // Safe: one entry for each name.
    return say(values as Record<N, string>, t);
  };

const REFUSED = ['28P01', '28000', '3D000', '42501', 'tls-none', 'tls-certificate'] as const;

/** By code, the fullest sentence first: some failures are found out in several places that know more or less. */
const SENTENCES: Readonly<Record<string, readonly Say[]>> = {
  configuration: [withDetails(['role'], (_, t) => t('failures.oneProcess'))],
  'port-in-use': [withDetails(['port', 'host', 'other'], (values, t) => t('failures.portInUse', values))],
  'port-not-allowed': [withDetails(['port'], (values, t) => t('failures.portNotAllowed', values))],
  'address-not-available': [withDetails(['host'], (values, t) => t('failures.noSuchAddress', values))],
  'cannot-listen': [withDetails(['host', 'port', 'why'], (values, t) => t('failures.cannotListen', values))],
  'database-too-old': [
    withDetails(['place', 'version', 'oldest'], (values, t) => t('failures.databaseTooOld', values)),
  ],
  'database-refused': [
    withDetails(['place', 'sqlState'], ({ place, sqlState }, t) => {
      const known = REFUSED.find((state) => state === sqlState);
      return known === undefined ? '' : t(`failures.databaseRefused_${known}`, { place });
    }),
  ],
  'database-unavailable': [
    withDetails(['place', 'why'], (values, t) => t('failures.databaseAway', values)),
    withDetails(['logFile', 'why'], (values, t) => t('failures.databaseNotStarted', values)),
    withDetails(['why'], (values, t) => t('failures.databaseSilent', values)),
  ],
  'database-busy': [withDetails(['why'], (values, t) => t('failures.databaseBusy', values))],
  'database-error': [withDetails(['sqlState'], (values, t) => t('failures.databaseError', values))],
  'database-not-stopped': [withDetails(['pid'], (values, t) => t('failures.databaseNotStopped', values))],
  'database-not-created': [
    withDetails(['folder', 'why'], (values, t) => t('failures.databaseNotCreated', values)),
  ],
  'database-missing': [withDetails(['home'], (values, t) => t('failures.databaseMissing', values))],
  'database-older': [
    withDetails(['count'], ({ count }, t) => t('failures.databaseOlder', { count: Number(count) })),
  ],
  'database-not-utf8': [withDetails(['encoding'], (values, t) => t('failures.databaseNotUtf8', values))],
  'database-closed': [withDetails(['why'], (values, t) => t('failures.databaseClosed', values))],
  'database-newer': [withDetails(['migration'], (values, t) => t('failures.databaseNewer', values))],
  'migration-failed': [
    withDetails(['migration', 'why'], (values, t) => t('failures.migrationFailed', values)),
    withDetails(['migration'], (values, t) => t('failures.migrationHalf', values)),
  ],
  'migration-edited': [withDetails(['migration'], (values, t) => t('failures.migrationEdited', values))],
  'queue-unavailable': [
    withDetails(['redis', 'why', 'tls'], (values, t) => t('failures.redisAwayOverTls', values)),
    withDetails(['redis', 'why'], (values, t) => t('failures.redisAway', values)),
    withDetails(['why'], (values, t) => t('failures.queueAway', values)),
  ],
  'redis-too-old': [withDetails(['version', 'oldest'], (values, t) => t('failures.redisTooOld', values))],
  'redis-is-cluster': [withDetails([], (_, t) => t('failures.redisIsCluster'))],
  'redis-is-no-cluster': [withDetails([], (_, t) => t('failures.redisIsNoCluster'))],
  'redis-is-no-sentinel': [withDetails([], (_, t) => t('failures.redisIsNoSentinel'))],
  'redis-no-such-database': [withDetails([], (_, t) => t('failures.redisNoSuchDatabase'))],
  'redis-refused': [withDetails([], (_, t) => t('failures.redisRefused'))],
  'data-folder-unusable': [withDetails(['home', 'why'], (values, t) => t('failures.folderUnusable', values))],
  'data-folder-foreign': [withDetails(['home'], (values, t) => t('failures.folderForeign', values))],
  'instance-held': [
    withDetails(['pid', 'host'], (values, t) => t('failures.folderHeld', values)),
    withDetails([], (_, t) => t('failures.folderHeldUnknown')),
  ],
  'platform-unsupported': [
    withDetails(['platform', 'arch'], (values, t) => t('failures.notForThisMachine', values)),
    withDetails(['why'], (values, t) => t('failures.doesNotRunHere', values)),
  ],
  'root-unsupported': [withDetails([], (_, t) => t('failures.notAsRoot'))],
  'slack-token-refused': [
    withDetails(['variable', 'slackCode'], (values, t) =>
      // An answer that is not Slack's comes from somewhere else than Slack.
      values.slackCode.startsWith('http_')
        ? t('failures.slackAddressWrong', values)
        : t('failures.slackTokenRefused', values),
    ),
    // Slack took it, and it is a person's.
    withDetails([], (_, t) => t('failures.slackTokenNotABot')),
  ],
  'slack-unreachable': [
    withDetails(['why'], (values, t) => t('failures.slackUnreachable', values)),
    withDetails([], (_, t) => t('failures.slackSilent')),
  ],
  'demo-database': [withDetails([], (_, t) => t('failures.demoDatabase'))],
  'other-workspace': [
    withDetails(['remembered', 'sandbox'], (values, t) => t('failures.otherWorkspaceNoToken', values)),
    withDetails(['remembered', 'teamId'], (values, t) => t('failures.otherWorkspace', values)),
  ],
  'bench-database-not-empty': [withDetails([], (_, t) => t('bench.notEmpty'))],
  'import-running': [withDetails([], (_, t) => t('failures.importRunning'))],
};

/** A failure in the reader's words; its own message, which is for logs, where its code or its details are not known. */
export const sayFailure = ({ code, details, message }: Failure, t: Translate): string => {
  for (const say of SENTENCES[code] ?? []) {
    const sentence = say(details, t);
    if (sentence !== undefined && sentence !== '') return sentence;
  }
  return message;
};

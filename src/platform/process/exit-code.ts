import { Failure } from '../../kernel/errors.js';

/** What the command line promises to scripts and supervisors (sysexits.h for 75 and 78). */
export const EXIT = { done: 0, failed: 1, usage: 2, tryAgain: 75, configuration: 78 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Failures that stay until somebody changes how the program is set up, however often it is tried again. */
const CONFIGURATION = new Set([
  'configuration',
  'address-not-available',
  'port-not-allowed',
  'database-refused',
  'database-too-old',
  'database-missing',
  'database-older',
  'database-not-utf8',
  'database-closed',
  'database-newer',
  'redis-too-old',
  'redis-is-cluster',
  'redis-is-no-cluster',
  'redis-is-no-sentinel',
  'redis-no-such-database',
  'redis-refused',
  'data-folder-foreign',
  'data-folder-unusable',
  'platform-unsupported',
  'root-unsupported',
  'slack-token-refused',
  'demo-database',
  'other-workspace',
]);

/** The exit code for what was thrown: configuration, an outage that may pass, or a failure. */
export const exitCodeOf = (thrown: unknown): ExitCode => {
  if (!(thrown instanceof Failure)) return EXIT.failed;
  if (thrown.retryable) return EXIT.tryAgain;
  return CONFIGURATION.has(thrown.code) ? EXIT.configuration : EXIT.failed;
};

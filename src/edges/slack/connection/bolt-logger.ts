import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Log } from '../../../platform/log.js';

const line = (parts: readonly unknown[]): string =>
  parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');

/**
 * Slack's packages write into our log. Their debug lines are dropped: they hold whole payloads, with what people typed
 * and what the tokens are.
 */
export const boltLogger = (log: Log): Logger => ({
  debug: () => undefined,
  info: (...parts) => log.debug(line(parts)),
  warn: (...parts) => log.warn(line(parts)),
  error: (...parts) => log.error(line(parts)),
  setLevel: () => undefined,
  setName: () => undefined,
  getLevel: () => LogLevel.INFO,
});

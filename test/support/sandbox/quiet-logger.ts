import { type Logger, LogLevel } from '@slack/bolt';

const nothing = (): void => undefined;

/** Tests provoke errors on purpose: what Slack's packages log about them is not wanted on screen. */
export const quietLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

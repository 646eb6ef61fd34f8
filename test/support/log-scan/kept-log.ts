import { pino } from 'pino';
import { createLog, type Log } from '../../../src/platform/log.js';
import { keepLines } from './log-folder.js';
import { testFile } from './test-file.js';

/** A log line as an object; its level as a number, the severest the highest. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The product's own logger at its most talkative, heard by the test and kept for the scan at the end of the run. */
export const keptLog = (hear: (line: LogLine) => void = () => undefined): Log => {
  const source = `${testFile()}.${process.pid}`;
  return createLog({
    level: 'debug',
    stream: {
      write: (text) => {
        keepLines(source, text);
        const line = JSON.parse(text);
        hear({ ...line, level: pino.levels.values[line.level] });
      },
    },
  });
};

import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import { redact, redactLine } from './redact.js';

export type Log = Logger;

interface LogOptions {
  readonly level: string;
  /** 1 is stdout, for a server; 2 is stderr, for a command whose stdout is its answer. */
  readonly descriptor?: 1 | 2;
  /** For people rather than machines; by default when the descriptor is a terminal. */
  readonly readable?: boolean;
  /** Instead of a descriptor, for tests. */
  readonly stream?: DestinationStream;
}

/** The process's logger: JSON lines unless a person looks on. No token, password or contact data passes it. */
export const createLog = ({ level, descriptor = 1, readable, stream }: LogOptions): Log => {
  const terminal = descriptor === 1 ? process.stdout.isTTY : process.stderr.isTTY;
  const target =
    stream ??
    ((readable ?? terminal)
      ? pretty({ destination: descriptor, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
      : destination({ dest: descriptor, sync: true }));
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        // Safe: redact gives back an object for an object.
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      // What redact made of an error already; pino would not know it for one.
      serializers: { err: (error: unknown) => error },
      // Messages and what is bound to a child are text that the formatters do not see.
      hooks: { streamWrite: redactLine },
    },
    target,
  );
};

import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/platform/log.js';
import { runUntilSignal } from '../../../src/platform/process/run-until-signal.js';

const log = createLog({ level: 'silent' });

/** Stands in for the process: signals arrive by `emit`, and an exit at once is only noted. */
const createHost = () => {
  const exits: unknown[] = [];
  const host = Object.assign(new EventEmitter(), { exit: (code: unknown) => void exits.push(code) });
  // Safe: only on, off and exit are used.
  return {
    host: host as unknown as NodeJS.Process,
    exits,
    send: (name: string, value?: unknown) => host.emit(name, value),
  };
};

describe('a process that runs until it is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('drains on %s and ends with 0', async (signal) => {
    const { host, send, exits } = createHost();
    const done: string[] = [];
    const ended = runUntilSignal(
      { start: async () => void done.push('started'), stop: async () => void done.push('drained') },
      { log, host },
    );
    send(signal);
    expect(await ended).toBe(0);
    expect(done).toEqual(['started', 'drained']);
    expect(exits).toEqual([]);
  });

  it('says when it has stopped, and not when it never ran', async () => {
    const said: string[] = [];
    const heard = createLog({
      level: 'info',
      stream: { write: (line) => void said.push(JSON.parse(line).msg) },
    });
    const { host, send } = createHost();
    const ended = runUntilSignal(
      { start: async () => undefined, stop: async () => void said.push('drained') },
      { log: heard, host },
    );
    send('SIGTERM');
    await ended;
    expect(said).toEqual(['stopping: finishing what is under way', 'drained', 'stopped']);

    said.length = 0;
    const refused = runUntilSignal(
      { start: () => Promise.reject(new Error('no')), stop: async () => undefined },
      { log: heard, host: createHost().host },
    );
    await expect(refused).rejects.toThrow('no');
    expect(said).toEqual([]);
  });

  it('takes one Ctrl-C that arrives twice, from the terminal and from npm, as one', async () => {
    const { host, send, exits } = createHost();
    let drains = 0;
    const ended = runUntilSignal(
      { start: async () => undefined, stop: async () => void drains++ },
      { log, host },
    );
    send('SIGINT');
    send('SIGINT');
    await ended;
    expect(drains).toBe(1);
    expect(exits).toEqual([]);
  });

  it('ends at once when the drain takes longer than it may', async () => {
    const { host, send, exits } = createHost();
    let letGo: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    host.exit = ((code: unknown) => {
      exits.push(code);
      letGo();
    }) as never; // Safe: the real one never comes back, ours lets the drain go.
    const ended = runUntilSignal(
      { start: async () => undefined, stop: () => stuck },
      { log, host, drainMs: 10 },
    );
    send('SIGTERM');
    await ended;
    expect(exits).toEqual([1]);
  });

  it('drains what is half up when the start fails, and passes the failure on', async () => {
    const { host } = createHost();
    let drained = false;
    const ended = runUntilSignal(
      {
        start: () => Promise.reject(new Error('no database')),
        stop: async () => {
          drained = true;
        },
      },
      { log, host },
    );
    await expect(ended).rejects.toThrow('no database');
    expect(drained).toBe(true);
  });

  it('tells a start that is under way to give up, and then drains', async () => {
    const { host, send } = createHost();
    const done: string[] = [];
    const ended = runUntilSignal(
      {
        start: (abort) =>
          new Promise((_resolve, reject) => {
            abort.addEventListener('abort', () => {
              done.push('gave up');
              reject(abort.reason);
            });
          }),
        stop: async () => void done.push('drained'),
      },
      { log, host },
    );
    send('SIGTERM');
    expect(await ended).toBe(0);
    expect(done).toEqual(['gave up', 'drained']);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('drains on %s too, and ends with 1', async (event) => {
    const { host, send } = createHost();
    let drained = false;
    const ended = runUntilSignal(
      {
        start: async () => undefined,
        stop: async () => {
          drained = true;
        },
      },
      { log, host },
    );
    send(event, new Error('bug'));
    expect(await ended).toBe(1);
    expect(drained).toBe(true);
  });
});

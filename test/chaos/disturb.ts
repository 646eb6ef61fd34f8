import { setTimeout as pause } from 'node:timers/promises';
import type { ApiFault } from '../../src/sandbox/faults/api-faults.js';
import type { TcpProxy } from '../support/tcp-proxy/tcp-proxy.js';
import type { Fault, FaultKind, LogBook } from './log-book.js';
import type { Random } from './random.js';
import type { Member } from './stage/product.js';
import type { LineName, Stage } from './stage/set-stage.js';

/** What breaks, and how it is mended again. */
interface Breakage {
  readonly what: string;
  readonly muting: boolean;
  readonly lastsMs: number;
  start(): Promise<void> | void;
  end?(): Promise<void> | void;
}

/** Trouble for everything, at times that the seed decides. */
export interface Disturbance {
  /** Rejects when something could not be broken or mended: the run then proves nothing. */
  readonly failed: Promise<never>;
  /** Mends everything; resolves when nothing is broken any more. */
  stop(): Promise<void>;
}

const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'users.info',
  'response_url',
  'conversations.history',
  'conversations.open',
] as const;

const onLine = (name: LineName, line: TcpProxy, random: Random): Breakage => {
  const kind = random.weighted({ cut: 3, refuse: 2, stall: 2, delay: 2, halve: 2, 'close-one-way': 1 });
  const direction = random.chance(0.5) ? 'to-server' : 'to-client';
  const actions: Readonly<Record<typeof kind, () => Promise<void> | void>> = {
    cut: () => line.cut(),
    refuse: () => line.refuse(),
    stall: () => line.stall(),
    delay: () => line.delay({ 'to-server': random.between(0, 600), 'to-client': random.between(0, 600) }),
    halve: () => line.halve(direction),
    'close-one-way': () => line.closeOneWay(direction),
  };
  const directed = kind === 'halve' || kind === 'close-one-way' ? ` ${direction}` : '';
  const lasting = kind === 'refuse' || kind === 'stall' || kind === 'delay';
  return {
    what: `${name} ${kind}${directed}`,
    muting: name === 'slack',
    lastsMs: lasting ? random.between(1_000, 9_000) : 500,
    start: actions[kind],
    end: () => line.heal(),
  };
};

const slackAnswers = ({ sandbox }: Stage, random: Random): Breakage => {
  const kind = random.weighted({
    'rate-limited': 3,
    status: 2,
    'no-answer': 2,
    drop: 1,
    'drop-after': 3,
    'silent-after': 3,
    slow: 2,
  });
  const method = random.pick(METHODS) ?? '*';
  const times = random.between(1, 6);
  const fault: ApiFault = {
    method,
    kind,
    times,
    ...(kind === 'rate-limited' ? { retryAfterSeconds: random.between(1, 3) } : {}),
    ...(kind === 'status' ? { status: random.pick([500, 502, 503]) ?? 500 } : {}),
    ...(kind === 'slow' ? { delayMs: random.between(500, 4_000) } : {}),
  };
  let id = '';
  return {
    what: `${method} ${kind} ×${times}`,
    muting: true,
    lastsMs: random.between(3_000, 10_000),
    start: () => {
      id = sandbox.control.addFault(fault);
    },
    end: () => void sandbox.control.removeFault(id),
  };
};

const slackDelivers = ({ sandbox }: Stage, random: Random): Breakage => {
  const what = random.pick(['repeats', 'delay', 'lost acknowledgements'] as const) ?? 'repeats';
  const on = {
    repeats: { repeats: random.between(1, 2) },
    delay: { delayMs: random.between(300, 2_500) },
    'lost acknowledgements': { loseAcknowledgements: true },
  }[what];
  return {
    what,
    muting: true,
    lastsMs: random.between(2_000, 6_000),
    start: () => sandbox.control.setDeliveryFaults(on),
    end: () => sandbox.control.setDeliveryFaults({ repeats: 0, delayMs: 0, loseAcknowledgements: false }),
  };
};

const socketMode = ({ sandbox, lines }: Stage, random: Random): Breakage | undefined => {
  if (lines.events !== undefined) return undefined;
  const what = random.pick(['cut', 'refresh_requested', 'warning'] as const) ?? 'cut';
  return {
    what,
    muting: true,
    lastsMs: 500,
    start: () =>
      what === 'cut' ? sandbox.control.cutConnections() : sandbox.control.requestDisconnect(what),
  };
};

const mailServer = ({ mailbox }: Stage, random: Random): Breakage => {
  const kind = random.pick(['temporary', 'hang', 'drop-after'] as const) ?? 'temporary';
  let off = (): void => undefined;
  return {
    what: kind,
    muting: false,
    lastsMs: random.between(3_000, 10_000),
    start: () => {
      off = mailbox.addFault({ kind, times: random.between(1, 4) });
    },
    end: () => off(),
  };
};

const clocks = ({ members }: Stage, random: Random): Breakage | undefined => {
  const member = random.pick(members);
  if (member === undefined) return undefined;
  const ms = random.between(5, 120) * 1_000 * (random.chance(0.5) ? 1 : -1);
  return {
    what: `${member.name} ${ms > 0 ? '+' : ''}${ms / 1_000} s`,
    muting: false,
    lastsMs: random.between(4_000, 15_000),
    start: () => member.shiftClock(ms),
    end: () => member.shiftClock(0),
  };
};

const fullDisk = ({ postgres: { disk } }: Stage, random: Random): Breakage | undefined =>
  typeof disk === 'string'
    ? undefined
    : {
        what: 'no room for tables',
        muting: false,
        lastsMs: random.between(2_000, 7_000),
        start: () => disk.fill(),
        end: () => disk.empty(),
      };

const lostRedis = ({ redis }: Stage, random: Random): Breakage | undefined =>
  redis === undefined
    ? undefined
    : {
        what: 'killed, and back empty',
        muting: false,
        lastsMs: random.between(500, 8_000),
        start: () => redis.kill(),
        end: () => redis.start(),
      };

const BREAKAGES: Readonly<
  Record<Exclude<FaultKind, 'kill' | 'terminate'>, (stage: Stage, random: Random) => Breakage | undefined>
> = {
  line: (stage, random) => {
    const names = Object.keys(stage.lines) as LineName[]; // Safe: keys of a Record<LineName, …>.
    const name = random.pick(names);
    const line = name === undefined ? undefined : stage.lines[name];
    return name === undefined || line === undefined ? undefined : onLine(name, line, random);
  },
  slack: slackAnswers,
  delivery: slackDelivers,
  socket: socketMode,
  mail: mailServer,
  clock: clocks,
  disk: fullDisk,
  postgres: ({ postgres }) => ({
    what: 'crash and recovery',
    muting: false,
    lastsMs: 500,
    start: () => postgres.crash(),
  }),
  redis: lostRedis,
};
const OFTEN = {
  line: 8,
  slack: 6,
  delivery: 2,
  socket: 1,
  mail: 2,
  clock: 3,
  disk: 1,
  postgres: 1,
  redis: 1,
};

/** Somebody who was being answered may hear nothing more of it for so long after the way to them was broken. */
const MUTE_AFTER_MS = 5_000;

/** Whether somebody else of the same role is at work: where all are only starting, nothing happens that could break. */
const hasStandIn = ({ members }: Stage, member: Member): boolean =>
  members.some((other) => other !== member && other.role === member.role && other.ready);

const note = (book: LogBook, fault: Omit<Fault, 'n' | 'from' | 'to'>): Fault => {
  const noted: Fault = { ...fault, n: book.faults.length + 1, from: Date.now(), to: undefined };
  book.faults.push(noted);
  return noted;
};

/** Breaks and kills until it is stopped. */
export const disturb = (stage: Stage, random: Random, book: LogBook): Disturbance => {
  const over = new AbortController();
  const resting = (least: number, most: number, own: Random): Promise<unknown> =>
    pause(own.between(least, most), undefined, { signal: over.signal }).catch(() => undefined);

  const breaking = async (): Promise<void> => {
    const own = random.fork('breakages');
    while (!over.signal.aborted) {
      await resting(1_000, 6_000, own);
      const kind = own.weighted(OFTEN);
      const breakage = BREAKAGES[kind](stage, own);
      if (over.signal.aborted || breakage === undefined) continue;
      const fault = note(book, { kind, what: breakage.what, muting: breakage.muting });
      await breakage.start();
      await resting(breakage.lastsMs, breakage.lastsMs, own);
      await breakage.end?.();
      fault.to = Date.now() + (breakage.muting ? MUTE_AFTER_MS : 0);
    }
  };
  const killing = async (): Promise<void> => {
    const own = random.fork('kills');
    while (!over.signal.aborted) {
      await resting(5_000, 15_000, own);
      const member = own.pick(stage.members);
      const anyway = own.chance(0.15);
      if (over.signal.aborted || member === undefined) continue;
      if (!(anyway || (member.ready && hasStandIn(stage, member)))) continue;
      const politely = own.chance(0.2);
      const fault = note(book, {
        kind: politely ? 'terminate' : 'kill',
        what: member.name,
        muting: !politely && member.role !== 'worker',
      });
      member.signal(politely ? 'SIGTERM' : 'SIGKILL');
      fault.to = Date.now() + (fault.muting ? MUTE_AFTER_MS : 0);
    }
  };
  const both = Promise.all([breaking(), killing()]);
  return {
    failed: new Promise((_, reject) => both.catch(reject)),
    async stop() {
      over.abort();
      await both;
      stage.sandbox.control.clearFaults();
    },
  };
};

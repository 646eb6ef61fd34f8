import type { Socket } from 'node:net';

/** Which way bytes run: from who connected, or back to them. */
export type Direction = 'to-server' | 'to-client';

/** What a line asks before it passes bytes on. */
export interface LineRules {
  /** Milliseconds that each piece is late in this direction. */
  delayOf(direction: Direction): number;
  /** Nothing is passed on; what arrives is kept. */
  readonly stalled: boolean;
}

/** One connection through the proxy: two pipes whose pieces keep their order. */
export interface Line {
  /** Ends both sides with a reset, in the middle of whatever was said. */
  cut(): void;
  /** The next piece in this direction arrives by half, and then the connection is reset. */
  halve(direction: Direction): void;
  /** Says the end in this direction and drops what comes after; the other direction goes on. */
  closeOneWay(direction: Direction): void;
  /** Rules have changed: what was kept goes on, or what flows stops. */
  reconsider(): void;
}

const reset = (socket: Socket): void => {
  if (!socket.destroyed) socket.resetAndDestroy();
};

/** Joins two sockets (both half-open) under the rules; `onEnd` once both are closed. */
export const joinSockets = (sides: {
  readonly client: Socket;
  readonly server: Socket;
  readonly rules: LineRules;
  readonly onEnd: () => void;
}): Line => {
  const { client, server, rules, onEnd } = sides;
  const cut = (): void => {
    reset(client);
    reset(server);
  };
  const pipes = {
    'to-server': pipe(client, server, 'to-server', rules, cut),
    'to-client': pipe(server, client, 'to-client', rules, cut),
  };
  let open = 2;
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    // The other side learns of it as a reset too: an error in the middle is no orderly end.
    socket.on('error', () => reset(other));
    socket.on('close', () => {
      open -= 1;
      if (!socket.readableEnded) reset(other);
      if (open === 0) onEnd();
    });
  }
  return {
    cut,
    halve: (direction) => pipes[direction].halve(),
    closeOneWay: (direction) => pipes[direction].close(),
    reconsider() {
      pipes['to-server'].reconsider();
      pipes['to-client'].reconsider();
    },
  };
};

const pipe = (from: Socket, to: Socket, direction: Direction, rules: LineRules, cut: () => void) => {
  let turn: Promise<unknown> = Promise.resolve();
  let state: 'whole' | 'halving' | 'closed' = 'whole';
  let ended = false;

  const write = (piece: Buffer): void => {
    if (state === 'closed' || to.destroyed) return;
    if (state === 'halving') {
      state = 'closed';
      to.write(piece.subarray(0, Math.floor(piece.length / 2)), () => cut());
      return;
    }
    if (!to.write(piece)) {
      from.pause();
      to.once('drain', () => rules.stalled || from.resume());
    }
  };
  // One after the other, so that no delay lets a later piece overtake an earlier one.
  const later = (act: () => void): void => {
    const due = Date.now() + rules.delayOf(direction);
    turn = turn.then(
      () =>
        new Promise<void>((resolve) => {
          const go = (): void => {
            act();
            resolve();
          };
          const wait = due - Date.now();
          if (wait > 0) setTimeout(go, wait).unref();
          else go();
        }),
    );
  };
  from.on('data', (piece: Buffer) => later(() => write(piece)));
  from.on('end', () => {
    ended = true;
    later(() => to.end());
  });
  if (rules.stalled) from.pause();
  return {
    halve() {
      if (state === 'whole') state = 'halving';
    },
    close() {
      state = 'closed';
      to.end();
    },
    reconsider() {
      if (ended) return;
      if (rules.stalled) from.pause();
      else from.resume();
    },
  };
};

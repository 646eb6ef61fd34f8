import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Direction, joinSockets, type Line } from './line.js';

/** Where a proxy leads; a port of this machine. */
export interface Target {
  readonly port: number;
}

/** A line to a server that can be disturbed at command, as networks disturb lines. */
export interface TcpProxy {
  /** Of 127.0.0.1; it stays the same while new connections are refused. */
  readonly port: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** Resets every connection; new ones are taken. */
  cut(): void;
  /** Resets every connection and refuses new ones, until `heal`. */
  refuse(): Promise<void>;
  /** Takes connections, old and new, and passes nothing on, until `heal`; what was said meanwhile arrives then. */
  stall(): void;
  /** Everything arrives this many milliseconds later, until `heal`; a direction that is left out is as fast as before. */
  delay(ms: Partial<Readonly<Record<Direction, number>>>): void;
  /** Of what each open connection says next in this direction half arrives, and then it is reset. */
  halve(direction: Direction): void;
  /** Ends this direction of each open connection; the other goes on. */
  closeOneWay(direction: Direction): void;
  /** Leads elsewhere from the next connection on: the server came back under another port. */
  leadTo(target: Target): void;
  /** Ends whatever was switched on. */
  heal(): Promise<void>;
  /** Resets every connection and listens no more. */
  close(): Promise<void>;
}

const NO_DELAY: Readonly<Record<Direction, number>> = { 'to-server': 0, 'to-client': 0 };
const RELISTEN_TRIES = 100;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // Safe: a TCP server that listens has an AddressInfo.
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Opens a proxy on a free loopback port. */
export const openTcpProxy = async (first: Target): Promise<TcpProxy> => {
  let target = first;
  let delays = NO_DELAY;
  let stalled = false;
  let closed = false;
  const lines = new Set<Line>();
  const rules = {
    delayOf: (direction: Direction) => delays[direction],
    get stalled() {
      return stalled;
    },
  };

  const take = (client: Socket): void => {
    const server = connect({ port: target.port, host: '127.0.0.1', allowHalfOpen: true });
    client.setNoDelay(true);
    server.setNoDelay(true);
    const line: Line = joinSockets({ client, server, rules, onEnd: () => lines.delete(line) });
    lines.add(line);
  };
  const makeServer = (): Server => createServer({ allowHalfOpen: true }, take);
  let server: Server | undefined = makeServer();
  const port = await listen(server, 0);

  const cut = (): void => {
    for (const line of [...lines]) line.cut();
  };
  const stopListening = async (): Promise<void> => {
    const listening = server;
    server = undefined;
    if (listening === undefined) return;
    const ended = new Promise<void>((resolve) => listening.close(() => resolve()));
    cut();
    await ended;
  };
  const listenAgain = async (): Promise<void> => {
    for (let tries = 1; server === undefined && !closed; tries += 1) {
      const again = makeServer();
      try {
        await listen(again, port);
        server = again;
      } catch (error) {
        // Whoever had the port by chance, for an outgoing connection, gives it back soon.
        if (tries >= RELISTEN_TRIES) throw error;
        await pause(50);
      }
    }
  };
  const reconsider = (): void => {
    for (const line of lines) line.reconsider();
  };

  return {
    port,
    get connections() {
      return lines.size;
    },
    cut,
    refuse: stopListening,
    stall() {
      stalled = true;
      reconsider();
    },
    delay(ms) {
      delays = { ...NO_DELAY, ...ms };
    },
    halve(direction) {
      for (const line of lines) line.halve(direction);
    },
    closeOneWay(direction) {
      for (const line of lines) line.closeOneWay(direction);
    },
    leadTo(other) {
      target = other;
    },
    async heal() {
      delays = NO_DELAY;
      stalled = false;
      reconsider();
      await listenAgain();
    },
    async close() {
      closed = true;
      await stopListening();
      cut();
    },
  };
};

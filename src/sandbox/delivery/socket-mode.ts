import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { objectOf, parseJson, textOf } from '../workspace/json.js';
import { secret } from '../workspace/slack-ids.js';
import type { Attempt, Envelope, Receipt, Transport } from './envelope.js';

/** Slack's ceiling of connections for one app. */
export const MAX_CONNECTIONS = 10;
const PING_EVERY_MS = 5_000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'too_many_websockets' | 'link_disabled';

interface Waiting {
  readonly socket: WebSocket;
  readonly answered: (receipt: Receipt) => void;
  readonly sentAt: number;
}

/** Until the event loop has read whatever its sockets hold now; the round that is under way may be past some of them. */
const loopHasRead = async (): Promise<void> => {
  for (let round = 0; round < 2; round += 1) await new Promise(setImmediate);
};

/**
 * Socket Mode: up to ten connections of the app, each payload to one of them, chosen at random. Whoever has said goodbye
 * is not chosen, though its connection may take a while to end.
 */
export class SocketMode implements Transport {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #sockets = new Set<WebSocket>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #appId: () => string;
  readonly #pings: NodeJS.Timeout;
  /** Whether nobody is let in. */
  refusing = false;

  constructor(appId: () => string) {
    this.#appId = appId;
    this.#pings = setInterval(() => {
      for (const socket of this.#sockets) socket.ping(`Ping from ${Date.now()}`);
    }, PING_EVERY_MS);
    this.#pings.unref();
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** A one-time ticket for the URL that apps.connections.open gives out. */
  mintTicket(): string {
    const ticket = secret(16);
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Takes a WebSocket with a valid ticket; false when it has none, or nobody is let in. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, ticket: string): boolean {
    if (!this.#tickets.delete(ticket) || this.refusing) return false;
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      this.#connected(opened);
    });
    return true;
  }

  async send(envelope: Envelope, attempt: Attempt, deadlineMs: number): Promise<Receipt> {
    // A goodbye that has arrived is read first: Slack does not hold one back because it has much else to do.
    await loopHasRead();
    const sockets = [...this.#sockets].filter(({ readyState }) => readyState === WebSocket.OPEN);
    const socket = sockets[Math.floor(Math.random() * sockets.length)];
    if (socket === undefined) return { kind: 'unreachable' };
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered({ kind: 'timeout' }), deadlineMs);
      const answered = (receipt: Receipt): void => {
        clearTimeout(timer);
        this.#waiting.delete(envelope.id);
        resolve(receipt);
      };
      this.#waiting.set(envelope.id, { socket, answered, sentAt: Date.now() });
      const retry =
        envelope.kind === 'events_api'
          ? { retry_attempt: attempt.number, retry_reason: attempt.reason ?? '' }
          : {};
      socket.send(
        JSON.stringify({
          envelope_id: envelope.id,
          payload: envelope.payload,
          type: envelope.kind,
          accepts_response_payload: envelope.acceptsResponse,
          ...retry,
        }),
      );
    });
  }

  /** Asks every connection to come again, as Slack does when it renews its servers. It leaves TCP open, as Slack does. */
  requestDisconnect(reason: DisconnectReason): void {
    for (const socket of this.#sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      if (reason !== 'warning') this.#sockets.delete(socket);
    }
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  close(): void {
    clearInterval(this.#pings);
    this.cut();
    this.#server.close();
  }

  #connected(socket: WebSocket): void {
    if (this.#sockets.size >= MAX_CONNECTIONS) {
      socket.send(
        JSON.stringify({
          type: 'disconnect',
          reason: 'too_many_websockets',
          debug_info: { host: 'sandbox' },
        }),
      );
      socket.close();
      return;
    }
    socket.on('message', (data) => {
      this.#answered(String(data));
    });
    socket.on('close', () => {
      this.#gone(socket);
    });
    socket.on('error', () => {
      this.#gone(socket);
    });
    this.#sockets.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.size,
        connection_info: { app_id: this.#appId() },
        debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
      }),
    );
  }

  #answered(text: string): void {
    const message = objectOf(parseJson(text));
    const waiting = this.#waiting.get(textOf(message.envelope_id) ?? '');
    waiting?.answered({
      kind: 'acknowledged',
      body: objectOf(message.payload),
      afterMs: Date.now() - waiting.sentAt,
    });
  }

  #gone(socket: WebSocket): void {
    this.#sockets.delete(socket);
    for (const waiting of [...this.#waiting.values()])
      if (waiting.socket === socket) waiting.answered({ kind: 'unreachable' });
  }
}

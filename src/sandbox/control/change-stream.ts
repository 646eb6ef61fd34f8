import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { listTroubles } from '../faults/list-troubles.js';
import type { Parts } from '../parts.js';

const LOOK_EVERY_MS = 200;

/** Tells every listening page or test what changes: records, calls, payloads, faults, one JSON object a message. */
export class ChangeStream {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #stop: readonly (() => void)[];
  readonly #looks: NodeJS.Timeout;

  constructor(parts: Parts) {
    // Faults are switched in many places, and some switch themselves off: looking is surer than being told.
    let before = JSON.stringify(listTroubles(parts));
    this.#looks = setInterval(() => {
      const troubles = JSON.stringify(listTroubles(parts));
      if (troubles !== before) this.#tell({ kind: 'troubles' });
      before = troubles;
    }, LOOK_EVERY_MS);
    this.#looks.unref();
    this.#stop = [
      parts.workspace.store.onChange((change) => {
        // The workspace's record holds the tokens.
        if (change.table !== 'workspace') this.#tell({ kind: 'record', ...change });
      }),
      parts.calls.onCall(({ answer: _long, ...call }) => {
        this.#tell({ kind: 'call', call });
      }),
      parts.deliveries.onDelivery((id) => {
        this.#tell({ kind: 'delivery', id });
      }),
      parts.mailbox?.onMail((mail) => {
        this.#tell({ kind: 'mail', mail });
      }) ?? (() => undefined),
    ];
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => opened.terminate());
      opened.send(JSON.stringify({ kind: 'hello' }));
    });
  }

  close(): void {
    clearInterval(this.#looks);
    for (const stop of this.#stop) stop();
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #tell(change: unknown): void {
    if (this.#server.clients.size === 0) return;
    const text = JSON.stringify(change);
    for (const client of this.#server.clients) client.send(text);
  }
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Parts } from '../parts.js';

/** Tells every listening page or test what changes: records, calls, payloads, one JSON object a message. */
export class ChangeStream {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #stop: readonly (() => void)[];

  constructor(parts: Parts) {
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

import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../kernel/ids.js';
import { type DeliveryFaults, NO_DELIVERY_FAULTS } from '../faults/delivery-faults.js';
import type { JsonObject } from '../workspace/json.js';
import type { MessageKey } from '../workspace/records.js';
import type { Attempted, Delivery, Envelope, EnvelopeKind, Receipt, Transport } from './envelope.js';

const KEPT = 2_000;
/** Slack's retries of events: at once, after a minute, after five. */
const EVENT_RETRIES_MS: readonly number[] = [0, 60_000, 300_000];

/** Sends payloads to the app, keeps what was sent and what came back, and repeats on demand. */
export class Deliveries {
  readonly #transport: () => Transport;
  /** How long the app has; Slack gives 3,000 ms. */
  readonly acknowledgeWithinMs: number;
  readonly #eventRetriesMs: readonly number[];
  readonly #now: () => number;
  readonly #kept = new Map<string, Delivery>();
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<(id: string) => void>();
  faults: DeliveryFaults = NO_DELIVERY_FAULTS;

  constructor(options: {
    transport: () => Transport;
    acknowledgeWithinMs: number;
    eventRetriesMs?: readonly number[] | undefined;
    now: () => number;
  }) {
    this.#transport = options.transport;
    this.acknowledgeWithinMs = options.acknowledgeWithinMs;
    this.#eventRetriesMs = options.eventRetriesMs ?? EVENT_RETRIES_MS;
    this.#now = options.now;
  }

  /** Delivers a payload and waits for the acknowledgement, three seconds at most. */
  async deliver(kind: EnvelopeKind, payload: JsonObject, acceptsResponse: boolean): Promise<Delivery> {
    const envelope: Envelope = { id: newId(), kind, payload, acceptsResponse };
    this.#keep(this.#of(envelope));
    if (this.faults.delayMs > 0)
      await wait(this.faults.delayMs, undefined, { signal: this.#stopping.signal });
    const first = await this.#attempt(envelope, 0, null);
    for (let copy = 0; copy < this.faults.repeats; copy += 1) await this.#attempt(envelope, 0, null);
    if (kind === 'events_api' && !isSettled(first)) this.#retryLater(envelope, first);
    return { ...this.#of(envelope), receipts: [first] };
  }

  /** Sends a payload again, byte for byte: same envelope, same trigger. What the app answers changes nothing on screen. */
  async redeliver(id: string, times: number): Promise<readonly Attempted[]> {
    const delivery = this.#kept.get(id);
    if (delivery === undefined) return [];
    const receipts: Attempted[] = [];
    for (let time = 1; time <= times; time += 1)
      receipts.push(await this.#attempt(delivery.envelope, time, 'timeout'));
    return receipts;
  }

  /** Notes which message the acknowledgement of a payload said. */
  made(id: string, { channel, ts }: MessageKey): void {
    const delivery = this.#kept.get(id);
    if (delivery !== undefined) this.#keep({ ...delivery, made: { channel, ts } });
  }

  /** The delivery with this id, as far as it is kept. */
  get(id: string): Delivery | undefined {
    return this.#kept.get(id);
  }

  /** Calls the listener whenever a payload was sent or answered; gives back how to stop. */
  onDelivery(listener: (id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everything that was delivered, oldest first, as far as it is kept. */
  all(): readonly Delivery[] {
    return [...this.#kept.values()];
  }

  clear(): void {
    this.#kept.clear();
  }

  /** Gives up retries that wait. */
  stop(): void {
    this.#stopping.abort();
  }

  async #attempt(envelope: Envelope, number: number, reason: string | null): Promise<Attempted> {
    const attempt = { number, reason };
    const at = this.#now();
    const sent = await this.#transport().send(envelope, attempt, this.acknowledgeWithinMs);
    const lost = this.faults.loseAcknowledgements && sent.kind === 'acknowledged';
    const receipt: Attempted = { ...(lost ? { kind: 'timeout' } : sent), at, attempt };
    const delivery = this.#of(envelope);
    this.#keep({ ...delivery, receipts: [...delivery.receipts, receipt] });
    return receipt;
  }

  #retryLater(envelope: Envelope, first: Attempted): void {
    const retry = async (): Promise<void> => {
      let last = first;
      for (const [index, delayMs] of this.#eventRetriesMs.entries()) {
        await wait(delayMs, undefined, { signal: this.#stopping.signal, ref: false });
        last = await this.#attempt(envelope, index + 1, retryReason(last));
        if (isSettled(last)) return;
      }
    };
    retry().catch(() => undefined); // Only stop() rejects it, and then nobody waits for it any more.
  }

  #of(envelope: Envelope): Delivery {
    return (
      this.#kept.get(envelope.id) ?? { id: envelope.id, at: this.#now(), envelope, receipts: [], made: null }
    );
  }

  #keep(delivery: Delivery): void {
    this.#kept.set(delivery.id, delivery);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    for (const listener of this.#listeners) listener(delivery.id);
  }
}

/** Nothing more has to be sent: it was taken, or the app asked not to be asked again. */
const isSettled = (receipt: Receipt): boolean =>
  receipt.kind === 'acknowledged' || (receipt.kind === 'refused' && receipt.noRetry);

const retryReason = (receipt: Receipt): string => {
  if (receipt.kind === 'timeout') return 'http_timeout';
  return receipt.kind === 'refused' ? 'http_error' : 'connection_failed';
};

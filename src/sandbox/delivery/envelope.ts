import type { JsonObject } from '../workspace/json.js';
import type { MessageKey } from '../workspace/records.js';

export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api';

/** A payload on its way to the app. */
export interface Envelope {
  readonly id: string;
  readonly kind: EnvelopeKind;
  readonly payload: JsonObject;
  /** Whether the acknowledgement may carry something: commands, submissions, options. */
  readonly acceptsResponse: boolean;
}

export interface Attempt {
  /** 0 for the first. */
  readonly number: number;
  readonly reason: string | null;
}

/** What came back for one attempt. */
export type Receipt =
  | { readonly kind: 'acknowledged'; readonly body: JsonObject; readonly afterMs: number }
  | { readonly kind: 'timeout' }
  /** `noRetry`: the app asked by X-Slack-No-Retry not to be sent the event again. */
  | { readonly kind: 'refused'; readonly status: number; readonly noRetry: boolean }
  | { readonly kind: 'unreachable' };

/** A way to the app: Socket Mode or signed HTTP. */
export interface Transport {
  send(envelope: Envelope, attempt: Attempt, deadlineMs: number): Promise<Receipt>;
}

/** One attempt to deliver with what came back. */
export type Attempted = Receipt & { readonly at: number; readonly attempt: Attempt };

/** A payload with what became of it, kept for the record and for redelivery. */
export interface Delivery {
  readonly id: string;
  readonly at: number;
  readonly envelope: Envelope;
  readonly receipts: readonly Attempted[];
  /** The message that the acknowledgement said. */
  readonly made: MessageKey | null;
}

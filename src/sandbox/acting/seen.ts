import type { Receipt } from '../delivery/envelope.js';
import type { JsonObject } from '../workspace/json.js';
import type { ViewRecord } from '../workspace/records.js';

/** What a person saw happen after doing something. */
export interface Seen {
  /**
   * acknowledged: the app answered in time · timed-out: it did not · failed: it could not be reached, or answered nonsense ·
   * not-sent: Slack's client refused before sending · asked-to-confirm: a confirmation dialog is open.
   */
  readonly outcome: 'acknowledged' | 'timed-out' | 'failed' | 'not-sent' | 'asked-to-confirm';
  /** The error that Slack shows, in its words. */
  readonly notice: string | null;
  /** Errors under fields of a modal, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** The modal view on top when the answer had been taken in; null when none is open. */
  readonly view: ViewRecord | null;
  /** The dialog, when one is asked. */
  readonly confirm: JsonObject | null;
  /** Options offered by the app, for external selects. */
  readonly options: readonly JsonObject[];
  /** For the record and for redelivery. */
  readonly deliveryId: string | null;
  readonly acknowledgedAfterMs: number | null;
}

const NOTHING: Seen = {
  outcome: 'acknowledged',
  notice: null,
  errors: {},
  view: null,
  confirm: null,
  options: [],
  deliveryId: null,
  acknowledgedAfterMs: null,
};

export const seen = (what: Partial<Seen>): Seen => ({ ...NOTHING, ...what });

/** Slack's client did not send anything. */
export const notSent = (notice: string, what: Partial<Seen> = {}): Seen =>
  seen({ outcome: 'not-sent', notice, ...what });

/** What Slack's client says about a delivery that was not acknowledged well. */
export const unacknowledged = (
  receipt: Exclude<Receipt, { kind: 'acknowledged' }>,
  deliveryId: string,
  notice: (code: string) => string,
): Seen => {
  if (receipt.kind === 'timeout')
    return seen({ outcome: 'timed-out', notice: notice('operation_timeout'), deliveryId });
  const code = receipt.kind === 'refused' ? 'http_service_error' : 'dispatch_failed';
  return seen({ outcome: 'failed', notice: notice(code), deliveryId });
};

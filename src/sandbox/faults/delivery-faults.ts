/** What goes wrong on the way to the app. */
export interface DeliveryFaults {
  /** Payloads reach the app this late; trigger ids age meanwhile. */
  readonly delayMs: number;
  /** Each payload is delivered this many times more, as Slack does when an acknowledgement was lost. */
  readonly repeats: number;
  /** Acknowledgements are thrown away, so that the person sees a time-out although the app has worked. */
  readonly loseAcknowledgements: boolean;
}

export const NO_DELIVERY_FAULTS: DeliveryFaults = { delayMs: 0, repeats: 0, loseAcknowledgements: false };

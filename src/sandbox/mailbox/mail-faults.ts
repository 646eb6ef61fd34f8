/** What the mail server does wrong, on demand. */
export interface MailFault {
  /**
   * reject: refused for good (550) · temporary: refused for now (451) · hang: takes the mail's bytes and never answers ·
   * drop-after: keeps the mail, then cuts the line before saying so.
   */
  readonly kind: 'reject' | 'temporary' | 'hang' | 'drop-after';
  /** Only mails to this address. */
  readonly to?: string | undefined;
  /** How many mails it hits; without, all until it is removed. */
  readonly times?: number | undefined;
  readonly text?: string | undefined;
}

/** The faults that are switched on, oldest first. */
export class MailFaults {
  #faults: { readonly fault: MailFault; left: number }[] = [];

  /** Switches a fault on; gives back how to switch it off. */
  add(fault: MailFault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults.push(entry);
    return () => {
      this.#faults = this.#faults.filter((one) => one !== entry);
    };
  }

  list(): readonly MailFault[] {
    return this.#faults.map(({ fault, left }) => ({
      ...fault,
      ...(Number.isFinite(left) ? { times: left } : {}),
    }));
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that hits a mail to these addresses, counted as used. */
  take(to: readonly string[]): MailFault | undefined {
    const entry = this.#faults.find(({ fault }) => fault.to === undefined || to.includes(fault.to));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#faults = this.#faults.filter((one) => one !== entry);
    return entry.fault;
  }
}

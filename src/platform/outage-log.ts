import type { Log } from './log.js';

/** Tells of an outage when it begins and when it is over, however often something fails in between. */
export interface OutageLog {
  /** Logs `about` unless the same failed the last time already; `what` says whether it is the same. */
  failed(about: object, what?: string): void;
  /** Nothing fails any more. */
  worked(): void;
}

/** `begun` is logged as an error, `over` with how often it failed and for how long, milliseconds. */
export const createOutageLog = (
  log: Log,
  { begun, over }: { readonly begun: string; readonly over: string },
): OutageLog => {
  let outage: { what: string; readonly since: number; failures: number } | undefined;
  return {
    failed(about, what = '') {
      if (outage?.what !== what) log.error(about, begun);
      outage ??= { what, since: performance.now(), failures: 0 };
      outage.what = what;
      outage.failures += 1;
    },
    worked() {
      if (outage === undefined) return;
      const { failures, since } = outage;
      log.info({ failures, ms: Math.round(performance.now() - since) }, over);
      outage = undefined;
    },
  };
};

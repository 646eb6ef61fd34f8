import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lastingReading } from './lasting-reading.js';

/** One value of a gauge. */
export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What the parts of the product tell about themselves; docs/operations.md says what each number means. */
export interface Metrics {
  /** A Slack payload was acknowledged after this time; `kind`: command, action, submission … */
  acknowledged(kind: string, ms: number): void;
  /** A Slack payload was not acknowledged in the time that Slack waits, less a margin. */
  acknowledgedLate(kind: string): void;
  /** Slack answered 429 to a call of this method. */
  rateLimited(method: string): void;
  /** One try at a step of an execution has ended. */
  stepTried(step: string, outcome: 'done' | 'failed', ms: number): void;
  /** A job failed; `final`: it is not tried again. */
  jobFailed(kind: string, final: boolean): void;
  /** One try at a message has ended. */
  deliveryTried(outcome: 'sent' | 'kept' | 'failed' | 'again'): void;
  /** A flow threw; its event is tried again. */
  flowFailed(type: string): void;
  /**
   * Adds a gauge that is read when somebody looks, at most every ten seconds. While `read` fails or takes too long the
   * gauge has no value, so that nobody takes an old one for the present.
   */
  gauge(gauge: {
    readonly name: `countermand_${string}`;
    readonly help: string;
    readonly labels: readonly string[];
    readonly read: () => Promise<readonly Reading[]>;
  }): void;
  /** Everything in Prometheus' text form, and what that form is called. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Slack gives up after three seconds; a person notices a third of one. */
const ACKNOWLEDGED_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const STEP_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The numbers of this process, beside those of Node. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const acknowledgement = new Histogram({
    name: 'countermand_slack_acknowledgement_seconds',
    help: 'From the arrival of a Slack payload to its acknowledgement',
    labelNames: ['kind'],
    buckets: ACKNOWLEDGED_S,
    registers,
  });
  const late = counter(
    'countermand_slack_late_acknowledgements_total',
    'Slack payloads that were not acknowledged within 2.5 seconds',
    ['kind'],
  );
  const rateLimits = counter('countermand_slack_rate_limits_total', 'Calls that Slack answered with 429', [
    'method',
  ]);
  const step = new Histogram({
    name: 'countermand_step_seconds',
    help: 'One try at a step of a cancellation',
    labelNames: ['step', 'outcome'],
    buckets: STEP_S,
    registers,
  });
  const jobFailures = counter(
    'countermand_job_failures_total',
    'Failed tries at jobs; final ones are not tried again',
    ['kind', 'final'],
  );
  const deliveries = counter('countermand_delivery_tries_total', 'Tries at messages by what became of them', [
    'outcome',
  ]);
  const flowFailures = counter('countermand_flow_failures_total', 'Failed tries to follow an event up', [
    'type',
  ]);
  return {
    acknowledged: (kind, ms) => acknowledgement.observe({ kind }, ms / 1_000),
    acknowledgedLate: (kind) => late.inc({ kind }),
    rateLimited: (method) => rateLimits.inc({ method }),
    stepTried: (name, outcome, ms) => step.observe({ step: name, outcome }, ms / 1_000),
    jobFailed: (kind, final) => jobFailures.inc({ kind, final: String(final) }),
    deliveryTried: (outcome) => deliveries.inc({ outcome }),
    flowFailed: (type) => flowFailures.inc({ type }),
    gauge({ name, help, labels, read }) {
      const reading = lastingReading(read);
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          const values = await reading();
          gauge.reset();
          // A gauge without labels would be 0 after the reset, which is a claim too.
          if (values.length === 0 && labels.length === 0) gauge.set(Number.NaN);
          for (const { labels: of, value } of values) gauge.set({ ...of }, value);
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lastingReading } from './lasting-reading.js';

/** One value of a gauge. */
export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Every value that these labels take. */
export interface KnownLabels {
  /** Kinds of Slack payloads. */
  readonly payloads: readonly string[];
  /** Why requests are not taken for Slack's. */
  readonly refusals: readonly string[];
  /** Methods of Slack that are called. */
  readonly methods: readonly string[];
  /** Steps of an execution. */
  readonly steps: readonly string[];
  /** Kinds of jobs. */
  readonly jobs: readonly string[];
  /** Types of events that are followed up. */
  readonly events: readonly string[];
}

/** What the parts of the product tell about themselves; docs/operations.md says what each number means. */
export interface Metrics {
  /** A Slack payload was acknowledged after this time; `kind`: command, action, submission … */
  acknowledged(kind: string, ms: number): void;
  /** A Slack payload was not acknowledged in the time that Slack waits, less a margin. */
  acknowledgedLate(kind: string): void;
  /** A request to /slack/events was not taken for one of Slack's. */
  requestRefused(reason: string): void;
  /** Slack answered 429 to a call of this method. */
  rateLimited(method: string): void;
  /** One try at a step of an execution has ended. */
  stepTried(step: string, outcome: (typeof STEP_OUTCOMES)[number], ms: number): void;
  /** A job failed; `final`: it is not tried again. */
  jobFailed(kind: string, final: boolean): void;
  /** One try at a message has ended. */
  deliveryTried(outcome: (typeof DELIVERY_OUTCOMES)[number]): void;
  /** A flow threw; its event is tried again. */
  flowFailed(type: string): void;
  /**
   * Adds a gauge that is read when somebody looks, at most every ten seconds. While `read` fails or takes too long the
   * gauge is absent, so that nobody takes an old value for the present.
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

const STEP_OUTCOMES = ['done', 'failed'] as const;
const DELIVERY_OUTCOMES = ['sent', 'kept', 'failed', 'again'] as const;

/** Each label with the values that it takes. */
type Labels = Readonly<Record<string, readonly string[]>>;

const combinations = (labels: Labels): Record<string, string>[] =>
  Object.entries(labels).reduce<Record<string, string>[]>(
    (sets, [label, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value }))),
    [{}],
  );

/**
 * The numbers of this process, beside those of Node. Each stands at 0 from the start, under every known label: whoever
 * looks for an increase does not see one in a number that begins with 1.
 */
export const createMetrics = (known: KnownLabels): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labels: Labels): Counter => {
    const made = new Counter({ name, help, labelNames: Object.keys(labels), registers });
    for (const set of combinations(labels)) made.inc(set, 0);
    return made;
  };
  const histogram = (name: string, help: string, buckets: number[], labels: Labels): Histogram => {
    const made = new Histogram({ name, help, labelNames: Object.keys(labels), buckets, registers });
    for (const set of combinations(labels)) made.zero(set);
    return made;
  };
  const acknowledgement = histogram(
    'countermand_slack_acknowledgement_seconds',
    'From the arrival of a Slack payload to its acknowledgement',
    ACKNOWLEDGED_S,
    { kind: known.payloads },
  );
  const late = counter(
    'countermand_slack_late_acknowledgements_total',
    'Slack payloads that were not acknowledged within 2.5 seconds',
    { kind: known.payloads },
  );
  const refusedRequests = counter(
    'countermand_slack_refused_requests_total',
    "Requests to /slack/events that were not taken for Slack's",
    { reason: known.refusals },
  );
  const rateLimits = counter('countermand_slack_rate_limits_total', 'Calls that Slack answered with 429', {
    method: known.methods,
  });
  const step = histogram('countermand_step_seconds', 'One try at a step of a cancellation', STEP_S, {
    step: known.steps,
    outcome: STEP_OUTCOMES,
  });
  const jobFailures = counter(
    'countermand_job_failures_total',
    'Failed tries at jobs; final ones are not tried again',
    { kind: known.jobs, final: ['true', 'false'] },
  );
  const deliveries = counter('countermand_delivery_tries_total', 'Tries at messages by what became of them', {
    outcome: DELIVERY_OUTCOMES,
  });
  const flowFailures = counter('countermand_flow_failures_total', 'Failed tries to follow an event up', {
    type: known.events,
  });
  return {
    acknowledged: (kind, ms) => acknowledgement.observe({ kind }, ms / 1_000),
    acknowledgedLate: (kind) => late.inc({ kind }),
    requestRefused: (reason) => refusedRequests.inc({ reason }),
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
          // Without labels it would be 0 after the reset, which is a claim too.
          if (labels.length === 0) gauge.remove();
          for (const { labels: of, value } of values) gauge.set({ ...of }, value);
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};

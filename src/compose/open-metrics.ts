import { PAYLOAD_KINDS } from '../edges/slack/connection/read-payload.js';
import { CALLED_METHODS } from '../edges/slack/connection/slack-clients.js';
import { REQUEST_REFUSALS } from '../edges/slack/connection/verify-request.js';
import { flows } from '../flows/index.js';
import { CANCELLATION_STEPS } from '../kernel/events.js';
import { createMetrics, type Metrics } from '../platform/metrics.js';
import { JOB_KINDS } from '../platform/queue/open-queue.js';

/** The numbers of this process, with every label that its parts know. */
export const openMetrics = (): Metrics =>
  createMetrics({
    payloads: PAYLOAD_KINDS,
    refusals: REQUEST_REFUSALS,
    methods: CALLED_METHODS,
    steps: CANCELLATION_STEPS,
    jobs: JOB_KINDS,
    events: Object.keys(flows),
  });

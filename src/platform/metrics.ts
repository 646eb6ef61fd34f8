import { collectDefaultMetrics, Registry } from 'prom-client';

/** The process's numbers in Prometheus' text form; parts of the product register their own in the same registry. */
export const createMetrics = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};

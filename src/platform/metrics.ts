import { monitorEventLoopDelay } from 'node:perf_hooks';

type Labels = Readonly<Record<string, string>>;

/** Only goes up; rates are made from it by whoever reads it. */
export interface Counter {
  add(labels?: Labels, by?: number): void;
}

/** The process's numbers, in the text form that Prometheus reads. Names are snake_case and end in their unit. */
export interface Metrics {
  /** Throws a RangeError for a name that is taken or malformed. */
  counter(name: string, help: string): Counter;
  /** A number that is asked for whenever somebody looks, by label set where there are several. */
  gauge(name: string, help: string, read: () => GaugeValue | Promise<GaugeValue>): void;
  /** The page. A gauge that fails is left out: the others are still worth having. */
  text(): Promise<string>;
}

type GaugeValue = number | readonly { readonly labels: Labels; readonly value: number }[];

const NAME = /^[a-z][a-z0-9_]*$/;

export const createMetrics = (): Metrics => {
  const families = new Map<
    string,
    { help: string; type: 'counter' | 'gauge'; lines: () => Promise<string[]> }
  >();
  const add = (
    name: string,
    help: string,
    type: 'counter' | 'gauge',
    lines: () => Promise<string[]>,
  ): void => {
    if (!NAME.test(name) || families.has(name)) throw new RangeError(`no metric can be called ${name}`);
    families.set(name, { help, type, lines });
  };

  const metrics: Metrics = {
    counter(name, help) {
      const counts = new Map<string, number>();
      add(name, help, 'counter', async () => [...counts].map(([series, value]) => `${series} ${value}`));
      return {
        add(labels = {}, by = 1) {
          const series = seriesOf(name, labels);
          counts.set(series, (counts.get(series) ?? 0) + by);
        },
      };
    },
    gauge(name, help, read) {
      add(name, help, 'gauge', async () => {
        const value = await read();
        const values = typeof value === 'number' ? [{ labels: {}, value }] : value;
        return values.map((one) => `${seriesOf(name, one.labels)} ${one.value}`);
      });
    },
    async text() {
      const parts = await Promise.all(
        [...families].map(async ([name, { help, type, lines }]) => {
          const shown = await lines().catch(() => []);
          return shown.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...shown];
        }),
      );
      return `${parts.flat().join('\n')}\n`;
    },
  };
  addProcessMetrics(metrics);
  return metrics;
};

const seriesOf = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

/** What one wants to know of every Node process. */
const addProcessMetrics = (metrics: Metrics): void => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  metrics.gauge('process_uptime_seconds', 'How long the process has run.', () => process.uptime());
  metrics.gauge('process_resident_memory_bytes', 'Memory in use.', () => process.memoryUsage.rss());
  metrics.gauge('nodejs_heap_used_bytes', 'Heap in use.', () => process.memoryUsage().heapUsed);
  metrics.gauge('nodejs_eventloop_delay_p99_seconds', 'Delay of the event loop since the last look.', () => {
    const seconds = delay.percentile(99) / 1e9;
    delay.reset();
    return seconds;
  });
};

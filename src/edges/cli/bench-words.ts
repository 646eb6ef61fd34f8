import type { BenchReport, Figure } from './bench-report.js';
import type { Reader } from './reader.js';

/** A report as a person reads it, and as it stands in a document: a table in Markdown under the machine's size. */
export const sayBench = (report: BenchReport, reader: Reader): string => {
  const { t, number } = reader;
  const { machine } = report;
  const titles = ['figure', 'ours', 'limit', 'ratio', 'range', 'goal', 'met'] as const;
  return [
    t('bench.machine', {
      ...machine,
      cores: number(machine.cores),
      memory: number(machine.memoryGb),
      redis: machine.redis ?? t('bench.withoutRedis'),
    }),
    t('bench.run', {
      day: report.startedAt.slice(0, 10),
      minutes: number(Math.ceil(report.seconds / 60)),
      rounds: number(report.options.rounds),
    }),
    '',
    row(titles.map((title) => t(`bench.column_${title}`))),
    row(titles.map((_title, at) => (at === 0 ? '---' : '---:'))),
    ...report.figures.map((figure) => row(cellsOf(figure, reader))),
    ...report.skipped.map(({ code }) =>
      row([t(`bench.figure_${code}`), ...Array<string>(5).fill(''), t('bench.skipped')]),
    ),
    ...report.failed.flatMap(({ part, error }) => ['', t('bench.failed', { part, error })]),
    ...(report.memory.length === 0
      ? []
      : [
          '',
          t('bench.course', {
            samples: report.memory
              .map(({ heapMb, rssMb }) => `${number(heapMb)}/${number(rssMb)}`)
              .join(' · '),
          }),
        ]),
  ].join('\n');
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const cellsOf = (figure: Figure, { t, number }: Reader): string[] => {
  const { ratio, goal, met, orders, unit } = figure;
  const of = (value: number): string => t(`bench.unit_${unit}`, { value: number(value) });
  const title = t(`bench.figure_${figure.code}`);
  return [
    orders === null ? title : t('bench.among', { figure: title, orders: number(orders) }),
    of(figure.ours.median),
    of(figure.limit.median),
    times(ratio.median),
    `${times(ratio.low)}–${times(ratio.high)}`,
    goal === null ? '' : t(`bench.goal_${goal.kind}`, { ratio: goal.ratio }),
    met === null ? '' : t(met ? 'bench.met' : 'bench.missed'),
  ];
};

const times = (ratio: number): string => `${ratio.toFixed(2)}×`;

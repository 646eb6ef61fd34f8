import { InvalidArgumentError, Option } from 'commander';
import { EXIT } from '../../../platform/process/exit-code.js';
import { BENCH_PARTS, type BenchPart } from '../bench-report.js';
import { sayBench } from '../bench-words.js';
import type { CommandDefinition } from '../command.js';
import type { Reader } from '../reader.js';

/** What a machine with two quiet cores measures in about ten minutes. */
const USUAL = {
  rounds: 5,
  orders: [1_000, 100_000, 1_000_000],
  cancellations: 200,
  imported: 5_000,
  remembered: 10_000,
};

export const benchCommand: CommandDefinition = {
  usage: 'bench',
  summary: ({ t }) => t('bench.summary'),
  options: (command, reader) => {
    const { t } = reader;
    const number = (flag: string, description: string, usual: number): Option =>
      new Option(flag, description).argParser(wholeNumber(reader)).default(usual);
    return command
      .addOption(
        new Option('--only <parts>', t('bench.only', { parts: BENCH_PARTS.join(', ') }))
          .argParser(parts(reader))
          .default(BENCH_PARTS, BENCH_PARTS.join(',')),
      )
      .addOption(
        new Option('--orders <sizes>', t('bench.orders'))
          .argParser((text) =>
            text
              .split(',')
              .map(wholeNumber(reader))
              .sort((one, other) => one - other),
          )
          .default(USUAL.orders, USUAL.orders.join(',')),
      )
      .addOption(number('--rounds <n>', t('bench.rounds'), USUAL.rounds))
      .addOption(number('--cancellations <n>', t('bench.cancellations'), USUAL.cancellations))
      .addOption(number('--imported <n>', t('bench.imported'), USUAL.imported))
      .addOption(number('--remembered <n>', t('bench.remembered'), USUAL.remembered))
      .option('--database <url>', t('bench.database'));
  },
  async run({ options }, context, reader) {
    // Safe: commander has parsed each by the functions above, or taken its default.
    const asked = options as typeof USUAL & {
      readonly only: readonly BenchPart[];
      readonly database?: string;
    };
    const report = await context.bench({
      parts: asked.only,
      rounds: asked.rounds,
      orders: asked.orders,
      cancellations: asked.cancellations,
      imported: asked.imported,
      remembered: asked.remembered,
      databaseUrl: asked.database,
    });
    const ok = report.failed.length === 0;
    return {
      exitCode: ok ? EXIT.done : EXIT.failed,
      json: () => ({ ok, ...report }),
      text: () => sayBench(report, reader),
    };
  },
};

const wholeNumber =
  ({ t }: Reader) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new InvalidArgumentError(t('bench.notANumber', { text }));
    return value;
  };

const parts =
  ({ t }: Reader) =>
  (text: string): readonly BenchPart[] => {
    const named = text.split(',');
    const unknown = named.find((name) => !BENCH_PARTS.some((part) => part === name));
    if (unknown !== undefined) {
      throw new InvalidArgumentError(t('bench.notAPart', { part: unknown, parts: BENCH_PARTS.join(', ') }));
    }
    return BENCH_PARTS.filter((part) => named.includes(part));
  };

import type { Figure, Series } from '../../edges/cli/bench-report.js';
import { median } from './quantile.js';

/** A figure of rounds that were taken in turns: the first of ours beside the first of the limit. */
export const figureOf = (
  about: Pick<Figure, 'part' | 'code' | 'unit' | 'goal'> & { readonly orders?: number },
  ours: readonly number[],
  limit: readonly number[],
): Figure => {
  const ratios = ours.map((value, round) => value / (limit[round] ?? Number.NaN));
  const ratio = median(ratios);
  const { goal } = about;
  return {
    ...about,
    orders: about.orders ?? null,
    ours: series(ours),
    limit: series(limit),
    ratio: { median: round4(ratio), low: round4(Math.min(...ratios)), high: round4(Math.max(...ratios)) },
    met: goal === null ? null : goal.kind === 'at-most' ? ratio <= goal.ratio : ratio >= goal.ratio,
  };
};

const series = (rounds: readonly number[]): Series => ({
  median: round4(median(rounds)),
  rounds: rounds.map(round4),
});

const round4 = (value: number): number => Number(value.toPrecision(4));

import type { ReactNode } from 'react';
import { type JsonObject, objectOf, objectsOf, textOf } from '../../../workspace/json.js';

/** A chart, as the table of what it draws: the same to eyes and ears. */
export const Chart = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const chart = objectOf(block.chart);
  const segments = objectsOf(chart.segments);
  const series = segments.length > 0 ? [{ name: '', data: segments }] : objectsOf(chart.series);
  const labels = [
    ...new Set(series.flatMap(({ data }) => objectsOf(data).map(({ label }) => textOf(label) ?? ''))),
  ];
  const shownAt = (data: unknown, label: string): string => {
    const value = objectsOf(data).find((point) => point.label === label)?.value;
    return value === undefined ? '' : String(value);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="table" tabIndex={0} aria-label={textOf(block.title)}>
      <table>
        <caption>{textOf(block.title)}</caption>
        {segments.length > 0 ? null : (
          <thead>
            <tr>
              <td />
              {series.map(({ name }) => (
                <th key={String(name)} scope="col">
                  {String(name)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {labels.map((label) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {series.map(({ name, data }) => (
                <td key={String(name)} className="right">
                  {shownAt(data, label)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

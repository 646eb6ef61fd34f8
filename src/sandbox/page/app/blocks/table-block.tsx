import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { RichText } from '../text/rich-text.js';
import { useWords } from '../words-context.js';

/** A table, its first row the heads; scrolls sideways by itself where it is too wide. */
export const TableBlock = ({ of: block }: { readonly of: JsonObject }): ReactNode => {
  const words = useWords();
  const [heads, ...rows] = rowsOf(block);
  const columns = objectsOf(block.column_settings).map(({ align }) => textOf(align) ?? 'left');
  const caption = textOf(block.caption);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="table" tabIndex={0} aria-label={caption ?? words.forms.table}>
      <table>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead>
          <tr>
            {heads?.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity and never move.
              <th key={index} scope="col" className={columns[index] ?? 'left'}>
                <Cell of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity and never move.
            <tr key={row}>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity and never move.
                <td key={index} className={columns[index] ?? 'left'}>
                  <Cell of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const rowsOf = (block: JsonObject): readonly (readonly JsonObject[])[] =>
  (Array.isArray(block.rows) ? block.rows : []).map((row: unknown) =>
    objectsOf(isObject(row) ? row.cells : row),
  );

const Cell = ({ of: cell }: { readonly of: JsonObject }): ReactNode => {
  if (cell.type === 'rich_text') return <RichText of={cell} />;
  const { text, value } = cell;
  return textOf(text) ?? (value === undefined ? '' : String(value));
};

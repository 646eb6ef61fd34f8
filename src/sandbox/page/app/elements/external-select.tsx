import { type ReactNode, useState } from 'react';
import { isObject, type JsonObject, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { useTools } from '../window-context.js';
import { useWords } from '../words-context.js';
import type { FieldIds } from './field-ids.js';

/** A select whose options the app offers while one types. */
export const ExternalSelect = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field: FieldIds;
}): ReactNode => {
  const surface = useSurface();
  const { act } = useTools();
  const words = useWords().forms;
  const [query, setQuery] = useState<string>();
  const [options, setOptions] = useState<readonly JsonObject[]>([]);
  const chosen = surface.stateOf(placed)?.selected_option;
  const look = async (typed: string): Promise<void> => {
    setQuery(typed);
    const least = Number(placed.element.min_query_length ?? 3);
    if ([...typed].length < least) return setOptions([]);
    const actionId = textOf(placed.element.action_id) ?? '';
    const seen = await act('suggest', { where: surface.where, actionId, query: typed });
    setOptions(seen?.options ?? []);
  };
  return (
    <div className="external">
      <input
        id={field.id}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${field.id}-options`}
        aria-describedby={field.describedBy}
        aria-label={field.label}
        placeholder={plainOf(placed.element.placeholder) || words.typeToSearch}
        value={query ?? (isObject(chosen) ? plainOf(chosen.text) : '')}
        onChange={(event) => void look(event.currentTarget.value)}
      />
      <div id={`${field.id}-options`} className="offers">
        {options.map((option) => (
          <button
            key={textOf(option.value)}
            type="button"
            className="offer"
            onClick={() => {
              setQuery(undefined);
              setOptions([]);
              void surface.act(placed, textOf(option.value) ?? null);
            }}
          >
            {plainOf(option.text)}
          </button>
        ))}
      </div>
    </div>
  );
};

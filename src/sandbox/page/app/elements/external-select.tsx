import { type ReactNode, useRef } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { useTools } from '../window-context.js';
import type { FieldIds } from './field-ids.js';
import { type Option, optionsIn, SearchSelect } from './search-select.js';

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
  const { element } = placed;
  const known = useRef(new Map<string, Option>());
  const many = textOf(element.type)?.startsWith('multi_') === true;
  const least = Number(element.min_query_length ?? 3);
  const find = async (query: string): Promise<readonly Option[]> => {
    if ([...query].length < least) return [];
    const actionId = textOf(element.action_id) ?? '';
    const seen = await act('suggest', { where: surface.where, actionId, query });
    const options = optionsIn(seen?.options);
    for (const option of options) known.current.set(option.value, option);
    return options;
  };
  return (
    <SearchSelect
      field={field}
      placeholder={plainOf(element.placeholder)}
      most={many ? Number(element.max_selected_items ?? Number.POSITIVE_INFINITY) : undefined}
      chosen={chosenIn(surface.stateOf(placed) ?? {}, known.current)}
      find={find}
      onChoose={(values) => void surface.act(placed, many ? values : (values[0] ?? null))}
    />
  );
};

/** Until the server has answered only the value of what was chosen is known, and what it was called in the list. */
const chosenIn = (state: JsonObject, known: ReadonlyMap<string, Option>): readonly Option[] => {
  const values = [state.selected_option, state.selected_options].flat();
  return [
    ...optionsIn(objectsOf(values)),
    ...values.flatMap((value) =>
      typeof value === 'string' && !isObject(value) ? (known.get(value) ?? { value, text: value }) : [],
    ),
  ];
};

import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { type Names, useNames } from '../window-context.js';
import { useWords } from '../words-context.js';
import type { FieldIds } from './field-ids.js';
import { type Option, optionsIn, SearchSelect } from './search-select.js';

/** So many that one would rather type than look. */
const MANY = 12;

/** A menu of options, people or channels, of which one or several can be chosen. */
export const Select = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field: FieldIds;
}): ReactNode => {
  const surface = useSurface();
  const names = useNames();
  const words = useWords().forms;
  const { element } = placed;
  const many = textOf(element.type)?.startsWith('multi_') === true;
  const chosen = chosenIn(surface.stateOf(placed) ?? {});
  const options = offered(element, names);
  const choose = (values: readonly string[]): void =>
    void surface.act(placed, many ? values : (values[0] ?? null));
  if (many || options.length > MANY)
    return (
      <SearchSelect
        field={field}
        placeholder={plainOf(element.placeholder)}
        most={many ? Number(element.max_selected_items ?? Number.POSITIVE_INFINITY) : undefined}
        chosen={chosen.map(
          (value) => options.find((option) => option.value === value) ?? { value, text: value },
        )}
        find={(typed) => matching(options, typed)}
        onChoose={choose}
      />
    );
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <select
      id={field.id}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid}
      aria-required={field.required}
      aria-label={field.label}
      value={chosen[0] ?? ''}
      onChange={({ currentTarget }) => choose(currentTarget.value === '' ? [] : [currentTarget.value])}
    >
      <option value="">{plainOf(element.placeholder) || words.chooseOption}</option>
      {groups.map((group) => {
        const inside = options
          .filter((option) => option.group === group)
          .map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ));
        return group === undefined ? (
          inside
        ) : (
          <optgroup key={group} label={group}>
            {inside}
          </optgroup>
        );
      })}
    </select>
  );
};

const matching = (options: readonly Option[], typed: string): readonly Option[] => {
  const wanted = typed.trim().toLowerCase();
  return options.filter(({ text }) => text.toLowerCase().includes(wanted));
};

const offered = (element: JsonObject, names: Names): readonly Option[] => {
  const type = textOf(element.type) ?? '';
  if (type.includes('users_')) return names.people.map(({ id, name }) => ({ value: id, text: name }));
  if (type.includes('channels_') || type.includes('conversations_'))
    return names.channels.map(({ id, name }) => ({ value: id, text: `#${name}` }));
  return [
    ...optionsIn(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => optionsIn(group.options, plainOf(group.label))),
  ];
};

const idIn = (one: unknown): string => (isObject(one) ? String(one.value) : String(one));

/** Every field of an element's state but its type holds what was chosen. */
const chosenIn = ({ type: _type, ...fields }: JsonObject): readonly string[] =>
  Object.values(fields)
    .flat()
    .filter((one) => one !== null && one !== undefined)
    .map(idIn);

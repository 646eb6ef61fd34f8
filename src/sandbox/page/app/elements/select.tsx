import type { ReactNode } from 'react';
import { isObject, type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import { type Names, useNames } from '../window-context.js';
import { useWords } from '../words-context.js';
import type { FieldIds } from './field-ids.js';

interface Option {
  readonly value: string;
  readonly text: string;
}

/** A menu: of options, people or channels; of one or several. */
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
  const groups = objectsOf(element.option_groups);
  const choose = (select: HTMLSelectElement): void => {
    const values = [...select.selectedOptions].map((option) => option.value).filter((value) => value !== '');
    void surface.act(placed, many ? values : (values[0] ?? null));
    if (element.type === 'overflow') select.value = '';
  };
  return (
    <select
      id={field.id}
      multiple={many}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid}
      aria-required={field.required}
      aria-label={field.label}
      value={many ? [...chosen] : (chosen[0] ?? '')}
      onChange={(event) => choose(event.currentTarget)}
    >
      {many ? null : <option value="">{plainOf(element.placeholder) || words.chooseOption}</option>}
      {groups.length > 0
        ? groups.map((group) => (
            <optgroup key={plainOf(group.label)} label={plainOf(group.label)}>
              <Options of={optionsIn(group)} />
            </optgroup>
          ))
        : null}
      {groups.length > 0 ? null : <Options of={offered(element, names)} />}
    </select>
  );
};

const Options = ({ of }: { readonly of: readonly Option[] }): ReactNode =>
  of.map(({ value, text }) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));

const optionsIn = (element: JsonObject): readonly Option[] =>
  objectsOf(element.options).map((option) => ({
    value: textOf(option.value) ?? '',
    text: plainOf(option.text),
  }));

const offered = (element: JsonObject, names: Names): readonly Option[] => {
  const type = textOf(element.type) ?? '';
  if (type.includes('users_')) return names.people.map(({ id, name }) => ({ value: id, text: name }));
  if (type.includes('channels_') || type.includes('conversations_'))
    return names.channels.map(({ id, name }) => ({ value: id, text: `#${name}` }));
  return optionsIn(element);
};

const idIn = (one: unknown): string => (isObject(one) ? String(one.value) : String(one));

/** Every field of an element's state but its type holds what was chosen. */
const chosenIn = ({ type: _type, ...fields }: JsonObject): readonly string[] =>
  Object.values(fields)
    .flat()
    .filter((one) => one !== null && one !== undefined)
    .map(idIn);

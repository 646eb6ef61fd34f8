import type { ReactNode } from 'react';
import { isObject, objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { TextObject } from '../text/text-object.js';
import type { FieldIds } from './field-ids.js';

/** Radio buttons and checkboxes. */
export const Choices = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field: FieldIds;
}): ReactNode => {
  const surface = useSurface();
  const state = surface.stateOf(placed) ?? {};
  const many = placed.element.type === 'checkboxes';
  const chosen = many
    ? objectsOf(state.selected_options).map(({ value }) => value)
    : [isObject(state.selected_option) ? state.selected_option.value : undefined];
  const toggle = (value: string): void => {
    if (!many) void surface.act(placed, value);
    else {
      const rest = chosen.filter((one) => one !== value).map(String);
      void surface.act(placed, rest.length < chosen.length ? rest : [...rest, value]);
    }
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that it may have take a label.
    <div
      className="choices"
      role={many ? 'group' : 'radiogroup'}
      aria-labelledby={field.label === undefined ? `${field.id}-label` : undefined}
      aria-label={field.label}
      aria-describedby={field.describedBy}
    >
      {objectsOf(placed.element.options).map((option, index) => {
        const value = textOf(option.value) ?? '';
        return (
          <label key={value} className="choice">
            <input
              id={index === 0 ? field.id : undefined}
              type={many ? 'checkbox' : 'radio'}
              name={field.id}
              aria-invalid={field.invalid}
              required={!many && field.required}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span>
              <TextObject of={option.text} />
              <span className="description">
                <TextObject of={option.description} />
              </span>
            </span>
          </label>
        );
      })}
    </div>
  );
};

import type { ReactNode } from 'react';
import { type JsonObject, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import type { FieldIds } from './field-ids.js';

const INPUTS: Readonly<Record<string, 'date' | 'time' | 'datetime-local'>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** A date, a time, or both. */
export const Picker = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field: FieldIds;
}): ReactNode => {
  const surface = useSurface();
  const kind = INPUTS[textOf(placed.element.type) ?? ''] ?? 'date';
  const choose = (chosen: string): void => {
    if (chosen === '') void surface.act(placed, null);
    else void surface.act(placed, kind === 'datetime-local' ? Math.floor(Date.parse(chosen) / 1000) : chosen);
  };
  return (
    <input
      id={field.id}
      type={kind}
      aria-describedby={field.describedBy}
      aria-invalid={field.invalid}
      aria-required={field.required}
      aria-label={field.label}
      value={shown(surface.stateOf(placed) ?? {})}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
};

const shown = (state: JsonObject): string => {
  const { selected_date, selected_time, selected_date_time: seconds } = state;
  if (typeof seconds !== 'number') return textOf(selected_date) ?? textOf(selected_time) ?? '';
  const local = new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};

import type { KeyboardEvent, ReactNode } from 'react';
import { objectOf, objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';
import type { FieldIds } from './field-ids.js';

const KINDS: Readonly<Record<string, 'email' | 'url' | 'text'>> = {
  email_text_input: 'email',
  url_text_input: 'url',
};

/** A field for typing: text, an address, a number. */
export const TextField = ({
  placed,
  field,
}: {
  readonly placed: Placed;
  readonly field: FieldIds;
}): ReactNode => {
  const surface = useSurface();
  const { element, block } = placed;
  const value = textIn(surface.stateOf(placed) ?? {});
  const atOnce = block.dispatch_action === true;
  const shared = {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid,
    'aria-required': field.required,
    'aria-label': field.label,
    placeholder: plainOf(element.placeholder) || undefined,
    value,
    onBlur: () => {
      if (!atOnce) void surface.act(placed, value === '' ? null : value);
    },
  };
  if (element.multiline === true || element.type === 'rich_text_input')
    return (
      <textarea {...shared} rows={4} onChange={(event) => surface.type(placed, event.currentTarget.value)} />
    );
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !atOnce) return;
    event.preventDefault();
    void surface.act(placed, value === '' ? null : value);
  };
  return (
    <input
      {...shared}
      type={KINDS[textOf(element.type) ?? ''] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onKeyDown={enter}
      onChange={(event) => surface.type(placed, event.currentTarget.value)}
    />
  );
};

/** The text of a field's state; that of rich text without its forms. */
const textIn = (state: Readonly<Record<string, unknown>>): string => {
  const rich = objectsOf(objectOf(state.rich_text_value).elements);
  if (rich.length > 0)
    return rich
      .flatMap((section) => objectsOf(section.elements).map((piece) => textOf(piece.text) ?? ''))
      .join('');
  return state.value === undefined || state.value === null ? '' : String(state.value);
};

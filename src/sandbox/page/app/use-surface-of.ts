import { useState } from 'react';
import type { Entry } from '../../acting/entered-value.js';
import type { Where } from '../../acting/screen.js';
import { isObject, type JsonObject, objectsOf, textOf } from '../../workspace/json.js';
import type { ViewValues } from '../../workspace/records.js';
import { initialValues, valueField } from '../../workspace/view-values.js';
import type { Placed, Surface } from './surface-context.js';
import { useTools } from './window-context.js';

const keyOf = ({ block, element }: Placed): string =>
  `${String(block.block_id)}/${String(element.action_id)}`;
const BUTTONS = ['button', 'workflow_button', 'icon_button', 'overflow'];

export interface SurfaceInUse {
  readonly surface: Surface;
  /** Text that was typed and not sent yet, by block id. */
  typed(): Readonly<Record<string, string | null>>;
}

/** A surface that shows at once what is entered, and tells the server about it. */
export const useSurfaceOf = (of: {
  readonly where: Where;
  readonly prefix: string;
  readonly blocks: readonly JsonObject[];
  /** What the server holds; undefined for messages, which hold nothing. */
  readonly values: ViewValues | undefined;
  readonly errors: Readonly<Record<string, string>>;
}): SurfaceInUse => {
  const { act, confirm } = useTools();
  const [entered, setEntered] = useState<Readonly<Record<string, JsonObject>>>({});
  const [unsent, setUnsent] = useState<Readonly<Record<string, string>>>({});
  const values = of.values ?? initialValues(of.blocks, {});

  const note = (placed: Placed, value: Entry): void =>
    setEntered((before) => ({ ...before, [keyOf(placed)]: stateFrom(placed.element, value) }));
  const forget = (placed: Placed): void => setEntered(({ [keyOf(placed)]: _gone, ...rest }) => rest);

  const surface: Surface = {
    where: of.where,
    prefix: of.prefix,
    errorOf: (blockId) => of.errors[blockId],
    stateOf: (placed) =>
      entered[keyOf(placed)] ?? values[String(placed.block.block_id)]?.[String(placed.element.action_id)],
    type: (placed, text) => {
      note(placed, text);
      if (placed.block.type === 'input' && placed.block.dispatch_action !== true)
        setUnsent((before) => ({ ...before, [String(placed.block.block_id)]: text }));
    },
    act: async (placed, value) => {
      const { element, block } = placed;
      if (isObject(element.confirm) && !(await confirm(element.confirm))) return forget(placed);
      if (value !== undefined && !BUTTONS.includes(String(element.type))) note(placed, value);
      setUnsent(({ [String(block.block_id)]: _sent, ...rest }) => rest);
      const seen = await act('act', {
        where: of.where,
        actionId: textOf(element.action_id) ?? '',
        blockId: textOf(block.block_id) ?? '',
        ...(value === undefined ? {} : { value }),
        confirm: true,
      });
      // What the server did not take is not shown as if it had.
      if (seen?.outcome === 'not-sent') forget(placed);
    },
  };
  return {
    surface,
    typed: () =>
      Object.fromEntries(Object.entries(unsent).map(([id, text]) => [id, text === '' ? null : text])),
  };
};

/** The state that an entry will have, so that it can be shown before the server has answered. */
const stateFrom = (element: JsonObject, value: Entry): JsonObject => {
  const type = textOf(element.type) ?? '';
  const field = valueField(type);
  const options = [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
  const option = (one: unknown): unknown => options.find((choice) => choice.value === one) ?? one;
  if (field === 'rich_text_value')
    return { type, [field]: { elements: [{ elements: [{ type: 'text', text: String(value ?? '') }] }] } };
  if (field.startsWith('selected_option'))
    return { type, [field]: Array.isArray(value) ? value.map(option) : option(value) };
  return { type, [field]: value };
};

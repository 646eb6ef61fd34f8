import { isObject, type JsonObject, objectOf, objectsOf, textOf } from './json.js';
import type { ViewValues } from './records.js';

/** The name of the field under which an element's value stands in state.values. */
export const valueField = (type: string): string => {
  if (type.startsWith('multi_')) return `${MENU_FIELDS[type.slice(6)] ?? 'selected_option'}s`;
  return MENU_FIELDS[type] ?? 'value';
};

const MENU_FIELDS: Readonly<Record<string, string>> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  rich_text_input: 'rich_text_value',
  file_input: 'files',
};

const INITIAL: Readonly<Record<string, string>> = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
  rich_text_value: 'initial_value',
};

/** One interactive element with the block it stands in. */
export interface PlacedElement {
  readonly block: JsonObject;
  readonly blockId: string;
  readonly element: JsonObject;
  readonly actionId: string;
  readonly type: string;
}

const inside = (block: JsonObject): readonly JsonObject[] => [
  ...objectsOf(block.elements).filter(() => block.type === 'actions' || block.type === 'context_actions'),
  ...(isObject(block.accessory) ? [block.accessory] : []),
  ...(isObject(block.element) ? [block.element] : []),
  ...(block.type === 'card' ? objectsOf(block.actions) : []),
];

/** Every interactive element of blocks, also those within containers and carousels. */
export const elementsOf = (blocks: readonly JsonObject[]): readonly PlacedElement[] =>
  blocks.flatMap((block) => [
    ...inside(block)
      .filter((element) => element.type !== 'image')
      .map((element) => ({
        block,
        blockId: textOf(block.block_id) ?? '',
        element,
        actionId: textOf(element.action_id) ?? '',
        type: textOf(element.type) ?? '',
      })),
    ...elementsOf([
      ...objectsOf(block.child_blocks),
      ...(block.type === 'carousel' ? objectsOf(block.elements) : []),
    ]),
  ]);

const STATELESS = ['button', 'overflow', 'workflow_button', 'icon_button', 'feedback_buttons'];

/** state.values of blocks: what was entered before where the ids are the same, else the initial value. */
export const initialValues = (blocks: readonly JsonObject[], before: ViewValues): ViewValues => {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const { blockId, actionId, type, element } of elementsOf(blocks)) {
    if (STATELESS.includes(type)) continue;
    const kept = before[blockId]?.[actionId];
    const same = kept !== undefined && kept.type === type;
    values[blockId] = {
      ...values[blockId],
      [actionId]: same ? kept : { type, ...initialValue(type, element) },
    };
  }
  return values;
};

const initialValue = (type: string, element: JsonObject): JsonObject => {
  const field = valueField(type);
  const initial = element[INITIAL[field] ?? ''];
  const empty = field.endsWith('s') ? [] : null;
  return { [field]: initial ?? empty };
};

/** The value an element has been given, as the person sees it, or undefined when it is empty. */
export const enteredValue = (state: JsonObject | undefined): unknown => {
  const { type, ...rest } = objectOf(state);
  const value = rest[valueField(String(type))];
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
};

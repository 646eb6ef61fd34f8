import { isObject, type JsonObject, objectsOf, textOf } from '../workspace/json.js';
import { type PlacedElement, valueField } from '../workspace/view-values.js';
import type { SlackWords } from './words/slack-words.js';

/** What a person enters: text, a number, the value of an option, several of them, or null to empty the field. */
export type Entry = string | number | readonly string[] | null;

const optionsOf = (element: JsonObject): readonly JsonObject[] => [
  ...objectsOf(element.options),
  ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
];

const OPTION_FIELDS = ['selected_option', 'selected_options'];

/** The entry as state.values holds it, or what is wrong with it; `offered` are options that the app suggested, `known` the
 * people and channels that can be chosen, by field. */
export const enteredState = (
  placed: PlacedElement,
  entry: Entry,
  offered: readonly JsonObject[],
  words: SlackWords,
  known: Readonly<Record<string, readonly string[]>>,
): { readonly ok: true; readonly state: JsonObject } | { readonly ok: false; readonly problem: string } => {
  const field = valueField(placed.type);
  const state = (value: unknown) => ({ ok: true as const, state: { type: placed.type, [field]: value } });
  const many = field.endsWith('s');
  if (entry === null) return state(many ? [] : null);
  if (field === 'rich_text_value') return state(richText(String(entry)));
  if (OPTION_FIELDS.includes(field)) {
    const choices = [...optionsOf(placed.element), ...offered];
    const values = typeof entry === 'object' ? entry : [String(entry)];
    const chosen = values.map((value) => choices.find((choice) => choice.value === value));
    if (chosen.some((choice) => choice === undefined)) return { ok: false, problem: words.noSuchOption };
    return state(many ? chosen : chosen[0]);
  }
  const pool = known[field.replace(/s$/, '')];
  if (
    pool !== undefined &&
    !(typeof entry === 'object' ? entry : [String(entry)]).every((id) => pool.includes(id))
  )
    return { ok: false, problem: words.noSuchChoice };
  if (field === 'selected_date_time') return state(Number(entry));
  if (many) return state(typeof entry === 'object' ? entry : [String(entry)]);
  return state(String(entry));
};

const richText = (text: string): JsonObject => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** The action object of a block_actions payload. */
export const actionJson = (placed: PlacedElement, state: JsonObject | undefined, ts: string): JsonObject => {
  const { element, type, blockId, actionId } = placed;
  const { type: _type, ...value } = isObject(state) ? state : { type };
  const copied = [
    'text',
    'value',
    'url',
    'style',
    'placeholder',
    'confirm',
    'icon',
    'initial_option',
    'initial_options',
    'initial_date',
    'initial_time',
  ];
  return {
    ...Object.fromEntries(Object.entries(element).filter(([name]) => copied.includes(name))),
    type,
    action_id: textOf(actionId),
    block_id: blockId,
    ...value,
    action_ts: ts,
  };
};

import { type Check, exact, flag, isObject, list, matching, oneOf, shape, shown, whole } from './checks.js';
import { confirmDialog, ID_LIMIT, plainText } from './text-limits.js';

const DAY = matching(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
const actionId = exact(ID_LIMIT);
const placeholder = plainText(150);
const confirm = confirmDialog;

// Slack's own types say 75 for a value, its libraries 150: 75 is safe with both.
const option: Check = shape(
  { text: plainText(75), value: exact(75) },
  { description: plainText(75), url: exact(3_000) },
);

const valuesOf = (options: unknown): unknown[] =>
  Array.isArray(options) ? options.map((entry) => (isObject(entry) ? entry.value : undefined)) : [];

/** Options differ, and what is chosen from the start is one of them. */
const consistent: Check = (value, at, findings) => {
  if (!isObject(value)) return;
  const values = valuesOf(value.options);
  for (const [index, each] of values.entries()) {
    if (values.indexOf(each) !== index)
      findings.push({
        pointer: `${at}/options/${index}`,
        rule: 'duplicate',
        actual: String(each),
        repair: 'drop-field',
      });
  }
  const initial = value.initial_option === undefined ? [] : [value.initial_option];
  const initials = value.initial_options;
  const many = Array.isArray(initials) ? initials : [];
  for (const chosen of valuesOf([...initial, ...many])) {
    if (values.includes(chosen)) continue;
    const field = initial.length > 0 ? 'initial_option' : 'initial_options';
    findings.push({
      pointer: `${at}/${field}`,
      rule: 'invalid',
      actual: String(chosen),
      repair: 'drop-field',
    });
  }
};

export const button: Check = shape(
  { type: oneOf('button'), text: plainText(75), action_id: actionId },
  {
    value: exact(2_000),
    url: exact(3_000),
    style: oneOf('primary', 'danger'),
    accessibility_label: shown(75),
    confirm,
  },
);

const choice = (type: string, max: number): Check =>
  shape(
    { type: oneOf(type), action_id: actionId, options: list(option, { max }) },
    {
      ...(type === 'checkboxes' ? { initial_options: list(option, { max }) } : { initial_option: option }),
      ...(type === 'static_select' ? { placeholder } : {}),
      confirm,
      focus_on_load: flag,
    },
    consistent,
  );

const datePicker: Check = shape(
  { type: oneOf('datepicker'), action_id: actionId },
  { initial_date: DAY, placeholder, confirm, focus_on_load: flag },
);

const conversationsSelect: Check = shape(
  { type: oneOf('conversations_select'), action_id: actionId },
  {
    initial_conversation: exact(ID_LIMIT),
    placeholder,
    confirm,
    focus_on_load: flag,
    filter: shape(
      {},
      {
        include: list(oneOf('im', 'mpim', 'private', 'public'), { max: 4 }),
        exclude_external_shared_channels: flag,
        exclude_bot_users: flag,
      },
    ),
  },
);

const textInput: Check = shape(
  { type: oneOf('plain_text_input'), action_id: actionId },
  {
    initial_value: shown(3_000),
    multiline: flag,
    min_length: whole(0, 3_000),
    max_length: whole(1, 3_000),
    placeholder,
    focus_on_load: flag,
    dispatch_action_config: () => undefined,
  },
);

const choices = {
  static_select: choice('static_select', 100),
  radio_buttons: choice('radio_buttons', 10),
  checkboxes: choice('checkboxes', 10),
  datepicker: datePicker,
};

const overflow: Check = shape(
  { type: oneOf('overflow'), action_id: actionId, options: list(option, { max: 5 }) },
  { confirm },
  consistent,
);

export const imageElement: Check = shape({
  type: oneOf('image'),
  image_url: exact(3_000),
  alt_text: shown(2_000),
});

export const actionElements = { button, overflow, ...choices };
export const inputElements = { plain_text_input: textInput, ...choices };
export const accessories = {
  button,
  overflow,
  image: imageElement,
  conversations_select: conversationsSelect,
  ...choices,
};

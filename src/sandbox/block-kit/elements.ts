import {
  choiceIsConsistent,
  confirmDialog,
  initialIsOffered,
  link,
  option,
  optionGroups,
  options,
  plainText,
  slackFile,
} from './composition.js';
import { richText } from './rich-text.js';
import { both, fields, flag, holds, integer, list, oneOf, type Rule, shaped, text } from './rules.js';

const actionId = text(255);
const base = { action_id: actionId, confirm: confirmDialog, focus_on_load: flag };
const placeholder = plainText(150);
const slackUser = text(20);
const dispatchConfig = fields(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
);
const date = shaped(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
const time = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm');
const style = oneOf('primary', 'danger');
const accessibilityLabel = text(75);
const conversationFilter = fields(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);
const menu = { ...base, placeholder };
const many = { ...menu, max_selected_items: integer(1, 100) };
const typed = {
  action_id: actionId,
  focus_on_load: flag,
  placeholder,
  dispatch_action_config: dispatchConfig,
};

const typeIs = (type: string) => ({ type: oneOf(type) });
const feedback = fields(
  { text: plainText(75), value: text(2_000) },
  { accessibility_label: accessibilityLabel },
);

/** The image element; also the accessory of a section and the picture of a card. */
export const imageElement: Rule = both(
  fields({ ...typeIs('image'), alt_text: text(2_000) }, { image_url: link, slack_file: slackFile }),
  holds(
    (one) => (one.image_url === undefined) !== (one.slack_file === undefined),
    'must provide exactly one of image_url or slack_file',
  ),
);

const smallerFirst = (low: string, high: string): Rule =>
  holds((one) => {
    const [from, to] = [one[low], one[high]];
    return from === undefined || to === undefined || Number(from) <= Number(to);
  }, `${low} must not be more than ${high}`);

/** Every block element by type, with Slack's limits. */
export const ELEMENTS: Readonly<Record<string, Rule>> = {
  button: fields(
    { ...typeIs('button'), text: plainText(75) },
    {
      action_id: actionId,
      confirm: confirmDialog,
      value: text(2_000),
      url: link,
      style,
      accessibility_label: accessibilityLabel,
    },
  ),
  workflow_button: fields(
    {
      ...typeIs('workflow_button'),
      text: plainText(75),
      workflow: fields({
        trigger: fields(
          { url: link },
          {
            customizable_input_parameters: list(
              fields({ name: text(255), value: text(3_000, { min: 0 }) }),
              0,
              100,
            ),
          },
        ),
      }),
    },
    { action_id: actionId, confirm: confirmDialog, style, accessibility_label: accessibilityLabel },
  ),
  icon_button: fields(
    { ...typeIs('icon_button'), icon: oneOf('trash'), text: plainText(75) },
    {
      action_id: actionId,
      confirm: confirmDialog,
      value: text(2_000),
      accessibility_label: accessibilityLabel,
      visible_to_user_ids: list(slackUser, 1, 100),
    },
  ),
  feedback_buttons: fields(
    { ...typeIs('feedback_buttons'), positive_button: feedback, negative_button: feedback },
    { action_id: actionId },
  ),
  image: imageElement,
  overflow: fields(
    { ...typeIs('overflow'), options: options('overflow', 5) },
    { action_id: actionId, confirm: confirmDialog },
  ),
  checkboxes: both(
    fields(
      { ...typeIs('checkboxes'), options: options('group', 10) },
      { ...base, initial_options: list(option('group'), 1, 10) },
    ),
    initialIsOffered,
  ),
  radio_buttons: both(
    fields(
      { ...typeIs('radio_buttons'), options: options('group', 10) },
      { ...base, initial_option: option('group') },
    ),
    initialIsOffered,
  ),
  datepicker: fields(typeIs('datepicker'), { ...menu, initial_date: date }),
  timepicker: fields(typeIs('timepicker'), { ...menu, initial_time: time, timezone: text(100) }),
  datetimepicker: fields(typeIs('datetimepicker'), {
    ...base,
    initial_date_time: integer(1_000_000_000, 9_999_999_999),
  }),
  static_select: both(
    fields(typeIs('static_select'), {
      ...menu,
      options: options('menu', 100),
      option_groups: optionGroups,
      initial_option: option('menu'),
    }),
    choiceIsConsistent,
  ),
  multi_static_select: both(
    fields(typeIs('multi_static_select'), {
      ...many,
      options: options('menu', 100),
      option_groups: optionGroups,
      initial_options: list(option('menu'), 1, 100),
    }),
    choiceIsConsistent,
  ),
  external_select: fields(typeIs('external_select'), {
    ...menu,
    initial_option: option('menu'),
    min_query_length: integer(0, 255),
  }),
  multi_external_select: fields(typeIs('multi_external_select'), {
    ...many,
    initial_options: list(option('menu'), 1, 100),
    min_query_length: integer(0, 255),
  }),
  users_select: fields(typeIs('users_select'), { ...menu, initial_user: slackUser }),
  multi_users_select: fields(typeIs('multi_users_select'), {
    ...many,
    initial_users: list(slackUser, 1, 100),
  }),
  conversations_select: fields(typeIs('conversations_select'), {
    ...menu,
    initial_conversation: slackUser,
    default_to_current_conversation: flag,
    response_url_enabled: flag,
    filter: conversationFilter,
  }),
  multi_conversations_select: fields(typeIs('multi_conversations_select'), {
    ...many,
    initial_conversations: list(slackUser, 1, 100),
    default_to_current_conversation: flag,
    filter: conversationFilter,
  }),
  channels_select: fields(typeIs('channels_select'), {
    ...menu,
    initial_channel: slackUser,
    response_url_enabled: flag,
  }),
  multi_channels_select: fields(typeIs('multi_channels_select'), {
    ...many,
    initial_channels: list(slackUser, 1, 100),
  }),
  plain_text_input: both(
    fields(typeIs('plain_text_input'), {
      ...typed,
      initial_value: text(3_000, { min: 0 }),
      multiline: flag,
      min_length: integer(0, 3_000),
      max_length: integer(1, 3_000),
    }),
    smallerFirst('min_length', 'max_length'),
  ),
  email_text_input: fields(typeIs('email_text_input'), { ...typed, initial_value: text(3_000, { min: 0 }) }),
  url_text_input: fields(typeIs('url_text_input'), { ...typed, initial_value: text(3_000, { min: 0 }) }),
  number_input: both(
    fields(
      { ...typeIs('number_input'), is_decimal_allowed: flag },
      { ...typed, initial_value: text(100), min_value: text(100), max_value: text(100) },
    ),
    smallerFirst('min_value', 'max_value'),
  ),
  rich_text_input: both(
    fields(typeIs('rich_text_input'), {
      ...typed,
      initial_value: richText,
      min_lines: integer(1, 100),
      max_lines: integer(1, 100),
    }),
    smallerFirst('min_lines', 'max_lines'),
  ),
  file_input: fields(typeIs('file_input'), {
    action_id: actionId,
    filetypes: list(text(20), 1, 100),
    max_files: integer(1, 10),
  }),
};

const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
];
const CHOICES = [
  ...SELECTS,
  ...SELECTS.map((type) => `multi_${type}`),
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
];

/** Which elements may stand where. */
export const ELEMENT_PLACES = {
  actions: ['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input', ...CHOICES],
  section: ['button', 'workflow_button', 'overflow', 'image', ...CHOICES],
  input: [
    ...CHOICES,
    'datetimepicker',
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'rich_text_input',
    'file_input',
  ],
  context_actions: ['feedback_buttons', 'icon_button'],
} as const;

import type {
  Button,
  Checkboxes,
  ConfirmationDialog,
  Datepicker,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import { plain } from './text.js';

export interface ConfirmInput {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
  readonly style?: 'primary' | 'danger';
}

/** The question that Slack asks before an element acts. */
export const confirmDialog = ({ title, text, confirm, deny, style }: ConfirmInput): ConfirmationDialog => ({
  title: plain(title),
  text: plain(text),
  confirm: plain(confirm),
  deny: plain(deny),
  ...(style === undefined ? {} : { style }),
});

/** A button; `label` is what a screen reader says: the whole meaning, order and amount included. */
export const button = (input: {
  readonly actionId: string;
  readonly text: string;
  readonly label: string;
  /** A hint for the server, never a proof: at most 2,000 characters. */
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: ConfirmInput;
}): Button => ({
  type: 'button',
  action_id: input.actionId,
  text: plain(input.text),
  accessibility_label: input.label,
  ...(input.value === undefined ? {} : { value: input.value }),
  ...(input.url === undefined ? {} : { url: input.url }),
  ...(input.style === undefined ? {} : { style: input.style }),
  ...(input.confirm === undefined ? {} : { confirm: confirmDialog(input.confirm) }),
});

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

const option = ({ value, text, description }: Choice): PlainTextOption => ({
  text: plain(text),
  value,
  ...(description === undefined ? {} : { description: plain(description) }),
});

/** The options that are chosen from the start; a value that is not among the choices is left out, as Slack refuses it. */
const chosen = (choices: readonly Choice[], values: readonly (string | undefined)[]): PlainTextOption[] =>
  choices.filter((choice) => values.includes(choice.value)).map(option);

interface ChoiceInput {
  readonly actionId: string;
  readonly choices: readonly Choice[];
  readonly initial?: string | undefined;
}

export const staticSelect = (input: ChoiceInput & { readonly placeholder?: string }): StaticSelect => {
  const [initial] = chosen(input.choices, [input.initial]);
  return {
    type: 'static_select',
    action_id: input.actionId,
    options: input.choices.map(option),
    ...(initial === undefined ? {} : { initial_option: initial }),
    ...(input.placeholder === undefined ? {} : { placeholder: plain(input.placeholder) }),
  };
};

export const radioButtons = (input: ChoiceInput): RadioButtons => {
  const [initial] = chosen(input.choices, [input.initial]);
  return {
    type: 'radio_buttons',
    action_id: input.actionId,
    options: input.choices.map(option),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
};

export const checkboxes = (input: {
  readonly actionId: string;
  readonly choices: readonly Choice[];
  readonly initial?: readonly string[];
}): Checkboxes => {
  const initial = chosen(input.choices, input.initial ?? []);
  return {
    type: 'checkboxes',
    action_id: input.actionId,
    options: input.choices.map(option),
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  };
};

/** A date without a time; `initial` as YYYY-MM-DD. */
export const datePicker = (input: {
  readonly actionId: string;
  readonly initial?: string | undefined;
}): Datepicker => ({
  type: 'datepicker',
  action_id: input.actionId,
  ...(input.initial === undefined ? {} : { initial_date: input.initial }),
});

/**
 * A field for typing. Without `maxLength` the client lets a person type on (to 3,000), and the server answers with the
 * limit: pasted text is then not lost.
 */
export const textInput = (input: {
  readonly actionId: string;
  readonly initial?: string | undefined;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  readonly maxLength?: number;
}): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: input.actionId,
  multiline: input.multiline ?? false,
  ...(input.initial === undefined || input.initial === '' ? {} : { initial_value: input.initial }),
  ...(input.placeholder === undefined ? {} : { placeholder: plain(input.placeholder) }),
  ...(input.maxLength === undefined ? {} : { max_length: input.maxLength }),
});

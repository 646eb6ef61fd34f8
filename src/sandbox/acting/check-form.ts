import { codePoints, isObject, type JsonObject } from '../workspace/json.js';
import type { ViewRecord } from '../workspace/records.js';
import { elementsOf, enteredValue, type PlacedElement } from '../workspace/view-values.js';
import type { SlackWords } from './words/slack-words.js';

/** What Slack's client finds wrong with a form before it submits it, by block id. */
export const formErrors = (view: ViewRecord, words: SlackWords): Readonly<Record<string, string>> => {
  const errors: Record<string, string> = {};
  for (const placed of elementsOf(view.blocks)) {
    if (placed.block.type !== 'input') continue;
    const value = enteredValue(view.values[placed.blockId]?.[placed.actionId]);
    const error = value === undefined ? missing(placed, words) : wrong(placed, value, words);
    if (error !== undefined) errors[placed.blockId] = error;
  }
  return errors;
};

const missing = (placed: PlacedElement, words: SlackWords): string | undefined =>
  placed.block.optional === true ? undefined : words.completeField;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URL_FORM = /^https?:\/\/\S+$/;

const wrong = ({ type, element }: PlacedElement, value: unknown, words: SlackWords): string | undefined => {
  if (typeof value !== 'string') return undefined;
  switch (type) {
    case 'plain_text_input':
      return wrongLength(element, value, words);
    case 'email_text_input':
      return EMAIL.test(value) ? undefined : words.invalidEmail;
    case 'url_text_input':
      return URL_FORM.test(value) ? undefined : words.invalidUrl;
    case 'number_input':
      return wrongNumber(element, value, words);
    default:
      return undefined;
  }
};

const wrongLength = (element: JsonObject, value: string, words: SlackWords): string | undefined => {
  const max = typeof element.max_length === 'number' ? element.max_length : 3_000;
  const min = typeof element.min_length === 'number' ? element.min_length : 0;
  const length = codePoints(value);
  if (length > max) return words.shorten(max);
  return length < min ? words.lengthen(min) : undefined;
};

const wrongNumber = (element: JsonObject, value: string, words: SlackWords): string | undefined => {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return words.invalidNumber;
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return words.wholeNumber;
  if (element.min_value !== undefined && number < Number(element.min_value))
    return words.atLeast(String(element.min_value));
  if (element.max_value !== undefined && number > Number(element.max_value))
    return words.atMost(String(element.max_value));
  return undefined;
};

/** The errors of an acknowledgement, when each names an input block of the view; Slack shows no others. */
export const shownErrors = (
  view: ViewRecord,
  errors: unknown,
): Readonly<Record<string, string>> | undefined => {
  if (!isObject(errors)) return undefined;
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const entries = Object.entries(errors);
  const good = entries.every(
    ([block, text]) => inputs.includes(block) && typeof text === 'string' && text !== '',
  );
  return good && entries.length > 0
    ? Object.fromEntries(entries.map(([block, text]) => [block, String(text)]))
    : undefined;
};

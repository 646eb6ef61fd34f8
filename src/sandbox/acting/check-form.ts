import { codePoints, isObject, type JsonObject } from '../workspace/json.js';
import type { ViewRecord } from '../workspace/records.js';
import { elementsOf, enteredValue, type PlacedElement } from '../workspace/view-values.js';

/** What Slack's client finds wrong with a form before it submits it, by block id. */
export const formErrors = (view: ViewRecord): Readonly<Record<string, string>> => {
  const errors: Record<string, string> = {};
  for (const placed of elementsOf(view.blocks)) {
    if (placed.block.type !== 'input') continue;
    const value = enteredValue(view.values[placed.blockId]?.[placed.actionId]);
    const error = value === undefined ? missing(placed) : wrong(placed, value);
    if (error !== undefined) errors[placed.blockId] = error;
  }
  return errors;
};

const missing = (placed: PlacedElement): string | undefined =>
  placed.block.optional === true ? undefined : 'Please complete this required field.';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URL_FORM = /^https?:\/\/\S+$/;

const wrong = ({ type, element }: PlacedElement, value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  switch (type) {
    case 'plain_text_input':
      return wrongLength(element, value);
    case 'email_text_input':
      return EMAIL.test(value) ? undefined : 'Enter a valid email address.';
    case 'url_text_input':
      return URL_FORM.test(value) ? undefined : 'Enter a valid URL.';
    case 'number_input':
      return wrongNumber(element, value);
    default:
      return undefined;
  }
};

const wrongLength = (element: JsonObject, value: string): string | undefined => {
  const max = typeof element.max_length === 'number' ? element.max_length : 3_000;
  const min = typeof element.min_length === 'number' ? element.min_length : 0;
  const length = codePoints(value);
  if (length > max) return `Please shorten this to ${max} characters or fewer.`;
  return length < min ? `Please lengthen this to ${min} characters or more.` : undefined;
};

const wrongNumber = (element: JsonObject, value: string): string | undefined => {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return 'Enter a valid number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Enter ${String(element.min_value)} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Enter ${String(element.max_value)} or less.`;
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

import { codePoints, isObject } from '../workspace/json.js';

/** One breach of Slack's rules: where (JSON pointer) and what, in Slack's words. */
export interface Problem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  /** The limit that was passed, when the breach is one of size. */
  readonly constraint?: number;
}

/** How much of one of Slack's limits is used, whether or not it is passed. */
export interface Usage {
  readonly pointer: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'characters' | 'items' | 'bytes' | 'uses' | 'views';
}

/** Takes what rules find: a plain list of problems does, when nobody asks how near the limits are. */
export interface Found {
  push(...problems: Problem[]): void;
  measure?(usage: Usage): void;
}

/** Looks at a value and tells `found` what is wrong with it, and how much of its limits it uses. */
export type Rule = (value: unknown, pointer: string, found: Found) => void;

const wrongType = (pointer: string, expected: string): Problem => ({
  pointer,
  code: 'invalid_type',
  message: `must provide ${expected}`,
});

/** Text of `min` (1 unless told) to `max` code points. */
export const text =
  (max: number, options: { min?: number; pattern?: RegExp; form?: string } = {}): Rule =>
  (value, pointer, found) => {
    if (typeof value !== 'string') {
      found.push(wrongType(pointer, 'a string'));
      return;
    }
    const min = options.min ?? 1;
    const length = codePoints(value);
    found.measure?.({ pointer, used: length, limit: max, unit: 'characters' });
    if (length < min)
      found.push({
        pointer,
        code: 'too_short',
        message: `must be more than ${min - 1} characters`,
        constraint: min,
      });
    if (length > max)
      found.push({
        pointer,
        code: 'too_long',
        message: `must be less than ${max + 1} characters`,
        constraint: max,
      });
    if (options.pattern && !options.pattern.test(value)) found.push(wrongForm(pointer, options.form));
  };

const wrongForm = (pointer: string, form = 'of the expected format'): Problem => ({
  pointer,
  code: 'invalid_format',
  message: `must be ${form}`,
});

/** Text of a form that fixes its length, such as a date: there is no limit to come near. */
export const shaped =
  (pattern: RegExp, form: string): Rule =>
  (value, pointer, found) => {
    if (typeof value !== 'string') found.push(wrongType(pointer, 'a string'));
    else if (!pattern.test(value)) found.push(wrongForm(pointer, form));
  };

export const flag: Rule = (value, pointer, found) => {
  if (typeof value !== 'boolean') found.push(wrongType(pointer, 'a boolean'));
};

export const integer =
  (min: number, max: number): Rule =>
  (value, pointer, found) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) found.push(wrongType(pointer, 'a number'));
    else if (value < min || value > max)
      found.push({
        pointer,
        code: 'out_of_range',
        message: `must be between ${min} and ${max}`,
        constraint: value < min ? min : max,
      });
  };

export const number: Rule = (value, pointer, found) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) found.push(wrongType(pointer, 'a number'));
};

export const oneOf =
  (...allowed: readonly (string | number)[]): Rule =>
  (value, pointer, found) => {
    if (!allowed.some((one) => one === value))
      found.push({ pointer, code: 'invalid_value', message: `must be one of: ${allowed.join(', ')}` });
  };

export const list =
  (item: Rule, min: number, max: number): Rule =>
  (value, pointer, found) => {
    if (!Array.isArray(value)) {
      found.push(wrongType(pointer, 'an array'));
      return;
    }
    found.measure?.({ pointer, used: value.length, limit: max, unit: 'items' });
    if (value.length < min)
      found.push({
        pointer,
        code: 'too_few',
        message: `no fewer than ${min} items allowed`,
        constraint: min,
      });
    if (value.length > max)
      found.push({
        pointer,
        code: 'too_many',
        message: `no more than ${max} items allowed`,
        constraint: max,
      });
    value.forEach((one, index) => {
      item(one, `${pointer}/${index}`, found);
    });
  };

/** An object with exactly these fields; `required` ones must be there. */
export const fields =
  (required: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>> = {}): Rule =>
  (value, pointer, found) => {
    if (!isObject(value)) {
      found.push(wrongType(pointer, 'an object'));
      return;
    }
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] === undefined || value[name] === null)
        found.push({ pointer, code: 'missing_field', message: `missing required field: ${name}` });
      else rule(value[name], `${pointer}/${name}`, found);
    }
    for (const [name, rule] of Object.entries(optional))
      if (value[name] !== undefined && value[name] !== null) rule(value[name], `${pointer}/${name}`, found);
    for (const name of Object.keys(value))
      if (!(name in required) && !(name in optional))
        found.push({ pointer, code: 'unknown_field', message: `invalid additional property: ${name}` });
  };

/** An object whose `type` says which rule it follows. `what` names the family in the message. */
export const byType =
  (what: string, rules: Readonly<Record<string, Rule>>): Rule =>
  (value, pointer, found) => {
    if (!isObject(value)) {
      found.push(wrongType(pointer, 'an object'));
      return;
    }
    const type = value.type;
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule === undefined)
      found.push({
        pointer: `${pointer}/type`,
        code: 'unsupported_type',
        message: `unsupported type for ${what}: ${String(type)}`,
      });
    else rule(value, pointer, found);
  };

/** Every one of these rules. */
export const both =
  (...rules: readonly Rule[]): Rule =>
  (value, pointer, found) => {
    for (const rule of rules) rule(value, pointer, found);
  };

/** A condition on a whole object, beyond its single fields. */
export const holds =
  (
    condition: (value: Readonly<Record<string, unknown>>) => boolean,
    message: string,
    code = 'invalid_combination',
  ): Rule =>
  (value, pointer, found) => {
    if (isObject(value) && !condition(value)) found.push({ pointer, code, message });
  };

import { lengthOf } from '../cut.js';

export type Rule =
  | 'too-long'
  | 'too-many'
  | 'too-few'
  | 'too-large'
  | 'required'
  | 'unknown'
  | 'duplicate'
  | 'invalid'
  | 'wrong-surface';

/** What can be done about it before sending: shorten, keep the first ones, leave the field out, or leave its owner out. */
export type Repair = 'cut' | 'slice' | 'drop-field' | 'drop-owner' | 'fill';

/** One way in which Slack would refuse a payload. */
export interface Finding {
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly rule: Rule;
  readonly limit?: number | string;
  readonly actual?: number | string;
  readonly repair: Repair;
}

export type Check = (value: unknown, at: string, findings: Finding[]) => void;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that people read: too long can be cut, empty cannot be shown. */
export const shown =
  (max: number, min = 1): Check =>
  (value, at, findings) => {
    if (typeof value !== 'string')
      findings.push({ pointer: at, rule: 'invalid', limit: 'string', repair: 'drop-owner' });
    else if (lengthOf(value) > max)
      findings.push({ pointer: at, rule: 'too-long', limit: max, actual: lengthOf(value), repair: 'cut' });
    else if (lengthOf(value) < min)
      findings.push({
        pointer: at,
        rule: 'too-few',
        limit: min,
        actual: lengthOf(value),
        repair: 'drop-owner',
      });
  };

/** Text that machines read: a part of it would mean something else. */
export const exact =
  (max: number): Check =>
  (value, at, findings) => {
    if (typeof value !== 'string' || value === '')
      findings.push({ pointer: at, rule: 'invalid', limit: 'string', repair: 'drop-owner' });
    else if (lengthOf(value) > max)
      findings.push({
        pointer: at,
        rule: 'too-long',
        limit: max,
        actual: lengthOf(value),
        repair: 'drop-owner',
      });
  };

export const matching =
  (pattern: RegExp, name: string): Check =>
  (value, at, findings) => {
    if (typeof value !== 'string' || !pattern.test(value))
      findings.push({
        pointer: at,
        rule: 'invalid',
        limit: name,
        actual: String(value),
        repair: 'drop-field',
      });
  };

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at, findings) => {
    if (!allowed.includes(value))
      findings.push({
        pointer: at,
        rule: 'invalid',
        limit: allowed.join('|'),
        actual: String(value),
        repair: 'drop-field',
      });
  };

export const flag: Check = oneOf(true, false);

export const whole =
  (min: number, max: number): Check =>
  (value, at, findings) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max)
      findings.push({
        pointer: at,
        rule: 'invalid',
        limit: `${min}…${max}`,
        actual: String(value),
        repair: 'drop-field',
      });
  };

export const list =
  (item: Check, { min = 1, max }: { readonly min?: number; readonly max: number }): Check =>
  (value, at, findings) => {
    if (!Array.isArray(value)) {
      findings.push({ pointer: at, rule: 'invalid', limit: 'array', repair: 'drop-owner' });
      return;
    }
    if (value.length > max)
      findings.push({ pointer: at, rule: 'too-many', limit: max, actual: value.length, repair: 'slice' });
    if (value.length < min)
      findings.push({ pointer: at, rule: 'too-few', limit: min, actual: value.length, repair: 'drop-owner' });
    for (const [index, entry] of value.entries()) item(entry, `${at}/${index}`, findings);
  };

/** An object with these fields and no others. `also` looks at the object as a whole. */
export const shape =
  (required: Record<string, Check>, optional: Record<string, Check> = {}, also?: Check): Check =>
  (value, at, findings) => {
    if (!isObject(value)) {
      findings.push({ pointer: at, rule: 'invalid', limit: 'object', repair: 'drop-owner' });
      return;
    }
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined)
        findings.push({ pointer: `${at}/${name}`, rule: 'required', repair: 'drop-owner' });
      else check(value[name], `${at}/${name}`, findings);
    }
    for (const [name, given] of Object.entries(value)) {
      if (given === undefined || Object.hasOwn(required, name)) continue;
      const check = Object.hasOwn(optional, name) ? optional[name] : undefined;
      if (check === undefined)
        findings.push({ pointer: `${at}/${name}`, rule: 'unknown', repair: 'drop-field' });
      else check(given, `${at}/${name}`, findings);
    }
    also?.(value, at, findings);
  };

/** One of several shapes, told apart by `type`. */
export const byType =
  (shapes: Readonly<Record<string, Check>>): Check =>
  (value, at, findings) => {
    const type = isObject(value) ? value.type : undefined;
    const check = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (check === undefined)
      findings.push({
        pointer: `${at}/type`,
        rule: 'unknown',
        limit: Object.keys(shapes).join('|'),
        actual: String(type),
        repair: 'drop-owner',
      });
    else check(value, at, findings);
  };

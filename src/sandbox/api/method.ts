import type { Tier } from '../faults/rate-limits.js';
import { isObject, type JsonObject, parseJson } from '../workspace/json.js';
import type { Workspace } from '../workspace/workspace.js';

/** What a Web API call answers; `ok: false` carries Slack's error code. */
export type Answer = JsonObject & { readonly ok: boolean };

export const ok = (fields: JsonObject = {}): Answer => ({ ok: true, ...fields });
export const failure = (error: string, fields: JsonObject = {}): Answer => ({ ok: false, error, ...fields });

/** The arguments of a call: form fields, with JSON in some of them, or a JSON body. */
export class Args {
  readonly fields: JsonObject;

  constructor(fields: JsonObject) {
    this.fields = fields;
  }

  /** The argument as text; empty text counts as absent. */
  text(name: string): string | undefined {
    const value = this.fields[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  flag(name: string): boolean {
    const value = this.fields[name];
    return value === true || value === 'true' || value === '1';
  }

  /** A whole number, or the fallback when it is absent or none. */
  integer(name: string, fallback: number): number {
    const value = Number(this.text(name));
    return this.text(name) !== undefined && Number.isInteger(value) ? value : fallback;
  }

  /** The argument as JSON: given as such in a JSON body, as text in a form; undefined when it does not parse. */
  json(name: string): unknown {
    const value = this.fields[name];
    return typeof value === 'string' ? parseJson(value) : value;
  }

  object(name: string): JsonObject | undefined {
    const value = this.json(name);
    return isObject(value) ? value : undefined;
  }
}

/** What a method works with. */
export interface Call {
  readonly workspace: Workspace;
  readonly args: Args;
  /** The URL of a new Socket Mode connection. */
  readonly newConnectionUrl: () => string;
  readonly happened: Happened;
}

/** When what a message of the app tells of happened, by the id of one of its blocks; undefined where nobody knows. */
export type Happened = (blockId: string) => Promise<Date | undefined>;

/** One method of the Web API. */
export interface ApiMethod {
  readonly name: string;
  readonly token: 'bot' | 'app';
  /** Every scope that the token needs whatever the arguments are. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

/** The answer to a token without this scope, or undefined when it has it. */
export const lacks = (call: Call, scope: string): Answer | undefined =>
  call.workspace.app.scopes.includes(scope)
    ? undefined
    : failure('missing_scope', { needed: scope, provided: call.workspace.app.scopes.join(',') });

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from '../parts.js';
import { findChannel } from '../workspace/conversations.js';
import { isObject, type JsonObject, parseJson, textOf } from '../workspace/json.js';
import { keptAnswer } from './call-log.js';
import { decodeBody, readBody } from './decode-body.js';
import { answerUnderFault, conclude, type HttpAnswer, json, rateLimited } from './faulty-answer.js';
import { type Answer, type ApiMethod, Args, failure } from './method.js';
import { API_METHODS } from './methods.js';

const BY_NAME: ReadonlyMap<string, ApiMethod> = new Map(API_METHODS.map((method) => [method.name, method]));

const tokenOf = (request: IncomingMessage, fields: JsonObject): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? textOf(fields.token);

/** Arguments for the record: JSON in form fields decoded, tokens and bytes left out. */
const readable = (fields: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== 'token')
      .map(([name, value]) => {
        if (Buffer.isBuffer(value)) return [name, `${value.length} bytes`];
        const decoded = typeof value === 'string' && /^[[{]/.test(value) ? parseJson(value) : value;
        return [name, decoded ?? value];
      }),
  );

/** The refusal that comes before the method itself: token and scopes. */
const refusedAtTheDoor = (parts: Parts, method: ApiMethod, token: string | undefined): Answer | undefined => {
  const { botToken, appToken } = parts.workspace.identity;
  if (token === undefined) return failure('not_authed');
  if (token !== botToken && token !== appToken) return failure('invalid_auth');
  if ((method.token === 'bot') !== (token === botToken)) return failure('not_allowed_token_type');
  const granted = parts.workspace.app.scopes;
  const needed = method.scopes.find((scope) => !granted.includes(scope));
  return needed === undefined ? undefined : failure('missing_scope', { needed, provided: granted.join(',') });
};

const run = async (
  parts: Parts,
  method: ApiMethod | undefined,
  token: string | undefined,
  args: Args,
): Promise<HttpAnswer> => {
  if (method === undefined) return json(200, failure('unknown_method', { req_method: 'unknown' }));
  const refused = refusedAtTheDoor(parts, method, token);
  const answer =
    refused ??
    (await method.run({
      workspace: parts.workspace,
      args,
      newConnectionUrl: () => connectionUrl(parts),
      happened: parts.happened,
    }));
  return json(200, answer, {
    'x-oauth-scopes': parts.workspace.app.scopes.join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  });
};

const connectionUrl = (parts: Parts): string =>
  `${parts.workspace.publicUrl.replace(/^http/, 'ws')}/socket-mode?ticket=${parts.socketMode.mintTicket()}`;

const errorIn = (answer: HttpAnswer | null): string | null => {
  if (answer === null) return 'no_answer';
  const body = parseJson(answer.body);
  return isObject(body) && body.ok === true
    ? null
    : (textOf(isObject(body) ? body.error : undefined) ?? `http_${answer.status}`);
};

/** Serves one call of the Web API and records it. */
export const serveApi = async (
  parts: Parts,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const arrived = performance.now();
  const body = await readBody(request);
  const decoded =
    body === undefined
      ? { ok: false as const, error: 'request_too_large' }
      : await decodeBody(body, request.headers['content-type'] ?? '');
  if (!decoded.ok) {
    conclude(
      { request, response, silent: parts.silent },
      { answer: json(200, failure(decoded.error)), line: 'send' },
    );
    return;
  }
  const args = new Args(decoded.fields);
  const method = BY_NAME.get(name);
  const named = args.text('channel');
  const channel = named === undefined ? undefined : (findChannel(parts.workspace, named)?.id ?? named);
  const fault = parts.apiFaults.take(name, channel);
  const waitSeconds = method === undefined ? undefined : parts.rateLimits.check(name, method.tier, channel);
  const outcome = await answerUnderFault(fault, async () =>
    waitSeconds === undefined
      ? run(parts, method, tokenOf(request, decoded.fields), args)
      : rateLimited(waitSeconds),
  );
  parts.calls.add({
    at: parts.workspace.now(),
    method: name,
    args: readable(decoded.fields),
    error: errorIn(outcome.answer),
    status: outcome.answer?.status ?? null,
    fault: fault?.kind ?? null,
    executed: outcome.executed && waitSeconds === undefined,
    answer: keptAnswer((outcome.answer ?? outcome.lost)?.body),
    tookMs: Math.round(performance.now() - arrived),
    made: null,
  });
  conclude({ request, response, silent: parts.silent }, outcome);
};

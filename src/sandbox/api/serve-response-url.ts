import type { IncomingMessage, ServerResponse } from 'node:http';
import { respond } from '../acting/respond.js';
import type { Parts } from '../parts.js';
import { isObject, type JsonObject, objectOf, parseJson } from '../workspace/json.js';
import { spendResponseUrl } from '../workspace/response-urls.js';
import { readBody } from './decode-body.js';
import { answerUnderFault, conclude, type HttpAnswer, json } from './faulty-answer.js';

const use = (parts: Parts, id: string, said: unknown): HttpAnswer => {
  if (!isObject(said)) return json(400, { ok: false, error: 'invalid_payload' });
  const spent = spendResponseUrl(parts.workspace, id);
  if (!spent.ok) return json(404, { ok: false, error: spent.error });
  const answer = respond(parts.workspace, spent.url, said);
  return answer.ok
    ? { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }
    : json(answer.error === 'message_not_found' ? 404 : 400, answer);
};

/** Serves one use of a response_url and records it under the method name `response_url`. */
export const serveResponseUrl = async (
  parts: Parts,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await readBody(request);
  const said = parseJson(body?.toString('utf8') ?? '');
  const known = parts.workspace.store.get('responseUrls', id);
  const fault = parts.apiFaults.take('response_url', known?.channel);
  const outcome = await answerUnderFault(fault, async () => use(parts, id, said));
  const args: JsonObject = { ...objectOf(said), response_url_id: id };
  const refused = outcome.answer === null || outcome.answer.status !== 200;
  parts.calls.add({
    at: parts.workspace.now(),
    method: 'response_url',
    args,
    error: refused ? String(objectOf(parseJson(outcome.answer?.body ?? '')).error ?? 'no_answer') : null,
    status: outcome.answer?.status ?? null,
    fault: fault?.kind ?? null,
    executed: outcome.executed && !refused,
  });
  conclude({ request, response, silent: parts.silent }, outcome);
};

import type { IncomingMessage, ServerResponse } from 'node:http';
import { respond } from '../acting/respond.js';
import type { Parts } from '../parts.js';
import { isObject, type JsonObject, objectOf, parseJson } from '../workspace/json.js';
import type { MessageKey } from '../workspace/records.js';
import { spendResponseUrl } from '../workspace/response-urls.js';
import { keptAnswer } from './call-log.js';
import { readBody } from './decode-body.js';
import { answerUnderFault, conclude, type HttpAnswer, json } from './faulty-answer.js';

const use = (
  parts: Parts,
  id: string,
  said: unknown,
): { readonly answer: HttpAnswer; readonly made: MessageKey | null } => {
  const refuse = (status: number, answer: unknown) => ({ answer: json(status, answer), made: null });
  if (!isObject(said)) return refuse(400, { ok: false, error: 'invalid_payload' });
  const spent = spendResponseUrl(parts.workspace, id);
  if (!spent.ok) return refuse(404, { ok: false, error: spent.error });
  const done = respond(parts.workspace, spent.url, said);
  if (!done.ok) return refuse(done.answer.error === 'message_not_found' ? 404 : 400, done.answer);
  const { channel, ts } = done.message;
  const answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' };
  return { answer, made: { channel, ts } };
};

/** Serves one use of a response_url and records it under the method name `response_url`. */
export const serveResponseUrl = async (
  parts: Parts,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const arrived = performance.now();
  const body = await readBody(request);
  const said = parseJson(body?.toString('utf8') ?? '');
  const known = parts.workspace.store.get('responseUrls', id);
  const fault = parts.apiFaults.take('response_url', known?.channel);
  let made: MessageKey | null = null;
  const outcome = await answerUnderFault(fault, async () => {
    const used = use(parts, id, said);
    made = used.made;
    return used.answer;
  });
  const args: JsonObject = { ...objectOf(said), response_url_id: id };
  const refused = outcome.answer === null || outcome.answer.status !== 200;
  parts.calls.add({
    at: parts.workspace.now(),
    method: 'response_url',
    args,
    error: refused ? String(objectOf(parseJson(outcome.answer?.body ?? '')).error ?? 'no_answer') : null,
    status: outcome.answer?.status ?? null,
    fault: fault?.kind ?? null,
    executed: made !== null,
    answer: keptAnswer((outcome.answer ?? outcome.lost)?.body),
    tookMs: Math.round(performance.now() - arrived),
    made,
  });
  conclude({ request, response, silent: parts.silent }, outcome);
};

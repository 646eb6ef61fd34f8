import type { IncomingMessage, ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import { NoSuchRecord } from '../acting/find-person.js';
import { readBody } from '../api/decode-body.js';
import { DeskUnavailable } from '../desk-port.js';
import { parseJson } from '../workspace/json.js';
import { ACTING_OPERATIONS } from './acting-operations.js';
import { DESK_OPERATIONS } from './desk-operations.js';
import { FAULT_OPERATIONS } from './fault-operations.js';
import { INSPECT_OPERATIONS } from './inspect-operations.js';
import { MAILBOX_OPERATIONS } from './mailbox-operations.js';
import type { ControlContext, Operation } from './operation.js';
import { PAGE_OPERATIONS } from './page-operations.js';
import { WORKSPACE_OPERATIONS } from './workspace-operations.js';

/** Every operation of the control interface by name, as data. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...ACTING_OPERATIONS,
  ...PAGE_OPERATIONS,
  ...WORKSPACE_OPERATIONS,
  ...INSPECT_OPERATIONS,
  ...FAULT_OPERATIONS,
  ...MAILBOX_OPERATIONS,
  ...DESK_OPERATIONS,
};

/** Serves `POST /sandbox/<operation>`: 200 with the result, 400 with what is wrong, 404 for what does not exist. */
export const serveControl = async (
  context: ControlContext,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { status, body } = await answer(context, name, request);
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body ?? null));
};

const answer = async (
  context: ControlContext,
  name: string,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> => {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) return { status: 404, body: { error: `there is no operation ${name}` } };
  // A form of a foreign page cannot send this content type without asking first.
  if (request.method !== 'POST' || request.headers['content-type']?.startsWith('application/json') !== true)
    return { status: 405, body: { error: 'POST with JSON, please' } };
  const sent = await readBody(request);
  if (sent === undefined) return { status: 413, body: { error: 'the body is larger than 20 MB' } };
  const input = sent.length === 0 ? {} : parseJson(sent.toString('utf8'));
  try {
    return { status: 200, body: await runWithFreshPeople(context, operation, input) };
  } catch (error) {
    if (error instanceof ZodError)
      return {
        status: 400,
        body: { error: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') },
      };
    if (error instanceof DeskUnavailable) return { status: 503, body: { error: error.message } };
    if (error instanceof NoSuchRecord) return { status: 404, body: { error: error.message } };
    throw error;
  }
};

/** Who is not known yet may have joined the company since its people were read. */
const runWithFreshPeople = async (
  context: ControlContext,
  operation: Operation,
  input: unknown,
): Promise<unknown> => {
  try {
    return await operation.run(context, input);
  } catch (error) {
    if (!(error instanceof NoSuchRecord)) throw error;
    await context.control.readPeople();
    return operation.run(context, input);
  }
};

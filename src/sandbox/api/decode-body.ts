import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject, parseJson } from '../workspace/json.js';

/** Slack refuses larger bodies; files are uploaded elsewhere. */
const MAX_BYTES = 20 * 1024 * 1024;

/** Reads a request's body; undefined when it is too large. */
export const readBody = async (
  request: IncomingMessage,
  maxBytes = MAX_BYTES,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const fromMultipart = async (body: Buffer, contentType: string): Promise<JsonObject | undefined> => {
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    const fields: Record<string, unknown> = {};
    for (const [name, value] of form)
      fields[name] = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer());
    return fields;
  } catch {
    return undefined;
  }
};

/** The arguments in a body, by its content type; an error code of Slack's when it cannot be read. */
export const decodeBody = async (
  body: Buffer,
  contentType: string,
): Promise<
  { readonly ok: true; readonly fields: JsonObject } | { readonly ok: false; readonly error: string }
> => {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (body.length === 0) return { ok: true, fields: {} };
  if (type === 'application/x-www-form-urlencoded')
    return { ok: true, fields: Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
  if (type === 'application/json') {
    const fields = parseJson(body.toString('utf8'));
    return isObject(fields) ? { ok: true, fields } : { ok: false, error: 'invalid_json' };
  }
  if (type === 'multipart/form-data') {
    const fields = await fromMultipart(body, contentType);
    return fields === undefined ? { ok: false, error: 'invalid_form_data' } : { ok: true, fields };
  }
  return { ok: false, error: 'invalid_post_type' };
};

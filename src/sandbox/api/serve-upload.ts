import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from '../parts.js';
import { pictureType } from '../workspace/files.js';
import { decodeBody, readBody } from './decode-body.js';

const MAX_BYTES = 51 * 1024 * 1024;

/** Takes the bytes of a file, raw or as a multipart form, at the address that files.getUploadURLExternal gave. */
export const serveUpload = async (
  parts: Parts,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const file = parts.workspace.store.get('files', id);
  const sent = await readBody(request, MAX_BYTES);
  if (file === undefined || file.contentBase64 !== null || sent === undefined) {
    response.writeHead(404).end('not found');
    return;
  }
  const bytes = await fileBytes(sent, request.headers['content-type'] ?? '');
  if (bytes.length !== file.size) {
    response.writeHead(400).end(`expected ${file.size} bytes, got ${bytes.length}`);
    return;
  }
  parts.workspace.store.put('files', id, { ...file, contentBase64: bytes.toString('base64') });
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${bytes.length}`);
};

const fileBytes = async (sent: Buffer, contentType: string): Promise<Buffer> => {
  if (!contentType.startsWith('multipart/form-data')) return sent;
  const decoded = await decodeBody(sent, contentType);
  const part = decoded.ok ? Object.values(decoded.fields).find((value) => Buffer.isBuffer(value)) : undefined;
  return part ?? sent;
};

/** Hands out a file's bytes: pictures as such, all else as a download so that no browser runs what is in it. */
export const serveFile = (parts: Parts, id: string, response: ServerResponse): void => {
  const file = parts.workspace.store.get('files', id);
  if (file?.contentBase64 === undefined || file.contentBase64 === null) {
    response.writeHead(404).end('not found');
    return;
  }
  const picture = pictureType(file);
  response
    .writeHead(200, {
      'content-type': picture ?? 'application/octet-stream',
      'content-disposition': `${picture === undefined ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(Buffer.from(file.contentBase64, 'base64'));
};

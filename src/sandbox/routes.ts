import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { serveApi } from './api/serve-api.js';
import { serveResponseUrl } from './api/serve-response-url.js';
import { serveFile, serveUpload } from './api/serve-upload.js';
import type { ChangeStream } from './control/change-stream.js';
import type { Control } from './control/control.js';
import { fromSameMachine } from './control/same-machine.js';
import { serveControl } from './control/serve-control.js';
import { servePage } from './page/serve-page.js';
import { servePageFile } from './page/serve-page-file.js';
import type { Parts } from './parts.js';

/** What was asked for, readable; undefined where it is no address (`//`, `/%zz`), which is nobody's. */
const addressOf = (request: IncomingMessage): { path: string; searchParams: URLSearchParams } | undefined => {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    return { path: decodeURIComponent(pathname), searchParams };
  } catch {
    return undefined;
  }
};

/** Finds who serves a request; false when it is not the sandbox's. */
export const route = async (at: {
  parts: Parts;
  control: Control;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<boolean> => {
  const { parts, control, request, response } = at;
  const path = addressOf(request)?.path;
  if (path === undefined) return false;
  const rest = (prefix: string): string | undefined =>
    path.startsWith(prefix) ? path.slice(prefix.length) : undefined;

  const method = rest('/api/');
  if (method !== undefined) return served(serveApi(parts, method, request, response));
  const responseUrl = rest('/response/');
  if (responseUrl !== undefined && request.method === 'POST')
    return served(serveResponseUrl(parts, responseUrl, request, response));
  const upload = rest('/upload/');
  if (upload !== undefined && request.method === 'POST')
    return served(serveUpload(parts, upload, request, response));

  const file = rest('/files/');
  const operation = rest('/sandbox/');
  const asset = rest('/page/');
  const page = path === '/' || path.startsWith('/archives/');
  if (file === undefined && operation === undefined && asset === undefined && !page) return false;
  if (!fromSameMachine(request)) {
    response
      .writeHead(403, { 'content-type': 'text/plain' })
      .end('The sandbox is reached from this machine only.');
    return true;
  }
  if (file !== undefined) serveFile(parts, file, response);
  else if (operation !== undefined) await serveControl({ parts, control }, operation, request, response);
  else if (asset !== undefined) servePageFile(parts, asset, response);
  else servePage(parts, request, response);
  return true;
};

const served = async (work: Promise<void>): Promise<boolean> => {
  await work;
  return true;
};

/** Finds who takes a WebSocket; false when it is not the sandbox's. */
export const upgrade = (at: {
  parts: Parts;
  changes: ChangeStream;
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}): boolean => {
  const address = addressOf(at.request);
  if (address?.path === '/socket-mode') {
    const ticket = address.searchParams.get('ticket') ?? '';
    return at.parts.socketMode.accept(at.request, at.socket, at.head, ticket);
  }
  if (address?.path !== '/sandbox/changes' || !fromSameMachine(at.request)) return false;
  at.changes.accept(at.request, at.socket, at.head);
  return true;
};

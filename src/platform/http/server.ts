import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { asError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { listenFailure } from './listen-failure.js';

/** Answers a request whole; what it throws becomes a 500 without details. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
/** A path prefix that ends at a slash or at the path's end, or a question about the request. */
export type HttpMatch = string | ((request: IncomingMessage) => boolean);

export interface HttpServer {
  /** Adds a handler; the first that matches answers, so more special ones are mounted first. */
  mount(match: HttpMatch, handler: HttpHandler): void;
  /** Adds a handler for WebSocket upgrades. An upgrade that nobody takes is refused. */
  onUpgrade(match: HttpMatch, handler: UpgradeHandler): void;
  /** Starts to listen; throws a Failure `port-in-use`, `address-not-available` or `port-not-allowed`. */
  listen(where: { host: string; port: number }): Promise<{ host: string; port: number; url: string }>;
  /** Takes no new request, waits for those that are being answered, and after `graceMs` cuts off the rest. */
  close(options?: { graceMs?: number }): Promise<void>;
}

/** Slack gives up after three seconds; nobody else sends much, or from afar. */
const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;

/**
 * The one http.Server of the process: every page, health and Slack's requests are mounted on it. `requestMs`: how long a
 * request may take to arrive whole; whoever takes longer gets 408 and is cut off.
 */
export const createHttpServer = (
  log: Log,
  { requestMs = REQUEST_MS }: { requestMs?: number } = {},
): HttpServer => {
  const handlers: { match: HttpMatch; handler: HttpHandler }[] = [];
  const upgrades: { match: HttpMatch; handler: UpgradeHandler }[] = [];
  const upgraded = new Set<Duplex>();
  const underway = new Set<ServerResponse>();

  const patience = {
    requestTimeout: requestMs,
    headersTimeout: Math.min(HEADERS_MS, requestMs),
    connectionsCheckingInterval: Math.ceil(requestMs / 15),
  };
  const server = createServer(patience, (request, response) => {
    const found = handlers.find(({ match }) => matches(match, request));
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    underway.add(response);
    response.once('close', () => underway.delete(response));
    Promise.resolve()
      .then(() => found.handler(request, response))
      .catch((thrown) => {
        log.error(
          { err: asError(thrown), method: request.method, path: pathOf(request) },
          'a request failed',
        );
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('Internal error\n');
      });
  });
  server.on('upgrade', (request, socket, head) => {
    // Node takes its own listener away: one who hangs up now would end the process.
    socket.on('error', () => socket.destroy());
    const found = upgrades.find(({ match }) => matches(match, request));
    if (found === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    try {
      found.handler(request, socket, head);
    } catch (thrown) {
      log.error({ err: asError(thrown), path: pathOf(request) }, 'a WebSocket failed to open');
      socket.destroy();
    }
  });

  return {
    mount: (match, handler) => void handlers.push({ match, handler }),
    onUpgrade: (match, handler) => void upgrades.push({ match, handler }),
    async listen({ host, port }) {
      await listenOn(server, unbracketed(host), port);
      server.on('error', (error) => log.error({ err: error }, 'the HTTP server reported an error'));
      // Safe: a server on TCP has an address object while it listens.
      const bound = server.address() as AddressInfo;
      return { host, port: bound.port, url: `http://${shownHost(host)}:${bound.port}` };
    },
    async close({ graceMs = 5_000 } = {}) {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      for (const response of underway) {
        // Otherwise the client keeps its connection for the next request, and with it the server open.
        if (!response.headersSent) response.setHeader('connection', 'close');
        response.once('close', () => setImmediate(() => server.closeIdleConnections()));
      }
      // Its owner has said goodbye by now; a WebSocket is never idle by itself, and server.close() would wait for it.
      for (const socket of upgraded) socket.destroy();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

const matches = (match: HttpMatch, request: IncomingMessage): boolean => {
  if (typeof match === 'function') return match(request);
  const path = pathOf(request);
  return path === match || path.startsWith(match.endsWith('/') ? match : `${match}/`);
};

const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** A host with which a person on this machine can open the address. */
const shownHost = (host: string): string => {
  const bare = unbracketed(host);
  if (bare === '0.0.0.0' || bare === '::') return '127.0.0.1';
  return bare.includes(':') ? `[${bare}]` : bare;
};

const listenOn = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(listenFailure(error, host, port));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve();
    });
  });

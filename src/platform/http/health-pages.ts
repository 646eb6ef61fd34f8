import type { ServerResponse } from 'node:http';
import type { Health } from '../health.js';
import type { HttpServer } from './server.js';

/**
 * Mounts /healthz, which says that the process lives and turns its loop, and /readyz, which says whether it takes work:
 * 200 or 503, with every check and its reason.
 */
export const mountHealthPages = (server: HttpServer, health: Health): void => {
  server.mount('/healthz', (_request, response) => sendJson(response, 200, { ok: true }));
  server.mount('/readyz', async (_request, response) => {
    const report = await health.report();
    sendJson(response, report.ok ? 200 : 503, report);
  });
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
};

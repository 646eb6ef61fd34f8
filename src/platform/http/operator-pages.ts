import type { ServerResponse } from 'node:http';
import type { Health } from '../health.js';
import type { Metrics } from '../metrics.js';
import type { HttpServer } from './server.js';

/**
 * Mounts what operators look at: /healthz, which says that the process lives and turns its loop; /readyz, which says
 * whether it takes work (200 or 503, with every check and its reason); and /metrics in Prometheus' text form.
 */
export const mountOperatorPages = (
  server: HttpServer,
  { health, metrics }: { health: Health; metrics: Pick<Metrics, 'text' | 'contentType'> },
): void => {
  server.mount('/healthz', (_request, response) => sendJson(response, 200, { ok: true }));
  server.mount('/readyz', async (_request, response) => {
    const report = await health.report();
    sendJson(response, report.ok ? 200 : 503, report);
  });
  server.mount('/metrics', async (_request, response) => {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  });
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
};

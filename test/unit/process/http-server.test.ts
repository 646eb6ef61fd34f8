import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openMetrics } from '../../../src/compose/open-metrics.js';
import { createHealth } from '../../../src/platform/health.js';
import { mountOperatorPages } from '../../../src/platform/http/operator-pages.js';
import { createHttpServer, type HttpServer } from '../../../src/platform/http/server.js';
import { keptLog } from '../../support/log-scan/kept-log.js';

const log = keptLog();
const anywhere = { host: '127.0.0.1', port: 0 };
const open: HttpServer[] = [];
const newServer = (options?: { requestMs: number }): HttpServer => {
  const server = createHttpServer(log, options);
  open.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close({ graceMs: 0 })));
});

describe('the HTTP server', () => {
  it('answers 503 with the reason of every failed check until all is well, while the process itself is healthy', async () => {
    const server = newServer();
    const health = createHealth({ timeoutMs: 20 });
    let database: { ok: boolean; reason?: string } = { ok: false, reason: 'does not answer' };
    health.register('database', () => database);
    mountOperatorPages(server, { health, metrics: openMetrics() });
    const { url } = await server.listen(anywhere);

    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    health.setState('ready');
    const before = await fetch(`${url}/readyz`);
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({
      ok: false,
      state: 'ready',
      checks: [{ name: 'database', ok: false, reason: 'does not answer' }],
    });
    database = { ok: true };
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    health.setState('draining');
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  it('counts a check that throws or never answers as failed', async () => {
    const health = createHealth({ timeoutMs: 20 });
    health.setState('ready');
    health.register('queue', () => new Promise(() => undefined));
    health.register('slack', () => Promise.reject(new Error('not connected')));
    expect((await health.report()).checks).toEqual([
      { name: 'queue', ok: false, reason: 'no answer within 20 ms' },
      { name: 'slack', ok: false, reason: 'not connected' },
    ]);
  });

  it('names the port that is in use and another one to choose', async () => {
    const first = await newServer().listen(anywhere);
    const failed = await newServer()
      .listen(first)
      .then(
        () => undefined,
        (error) => error,
      );
    expect(failed).toMatchObject({ code: 'port-in-use', retryable: true });
    expect(failed.message).toContain(String(first.port));
    expect(failed.message).toContain(`PORT=${first.port + 1} npm start`);
  });

  it('takes an address that the machine lacks for a mistake in the configuration', async () => {
    await expect(newServer().listen({ host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      code: 'address-not-available',
      retryable: false,
    });
  });

  it('finishes the request that is being answered before it closes, and takes no new one', async () => {
    const server = newServer();
    let answer: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      server.mount('/slow', async (_request, response) => {
        resolve();
        await new Promise<void>((go) => {
          answer = go;
        });
        response.end('done');
      });
    });
    const { url } = await server.listen(anywhere);
    const asked = fetch(`${url}/slow`);
    await arrived;
    const closed = server.close();
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    answer();
    const answered = performance.now();
    expect(await (await asked).text()).toBe('done');
    await closed;
    // The client would have kept its connection open for seconds.
    expect(performance.now() - answered).toBeLessThan(2_000);
  });

  it('cuts off a request that is not answered within the grace', async () => {
    const server = newServer();
    const arrived = new Promise<void>((resolve) => server.mount('/never', () => resolve()));
    const { url } = await server.listen(anywhere);
    const asked = fetch(`${url}/never`).then(
      () => 'answered',
      () => 'cut off',
    );
    await arrived;
    await server.close({ graceMs: 10 });
    expect(await asked).toBe('cut off');
  });

  it('gives up on a request that does not come to its end', async () => {
    const server = newServer({ requestMs: 90 });
    server.mount('/slow', async (request, response) => {
      for await (const _chunk of request);
      response.end('done');
    });
    const { port } = await server.listen(anywhere);
    const begun = async (text: string): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.setEncoding('utf8').on('data', (more) => {
        answer += more;
      });
      socket.write(text);
      await once(socket, 'close');
      return answer;
    };
    const head = 'POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n';
    expect(await begun(`${head}\r\nbegun`)).toContain(' 408 ');
    expect(await begun(head)).toContain(' 408 ');
  });

  it('mounts by whole path segments, the first match first, and answers 404 for the rest', async () => {
    const server = newServer();
    server.mount(
      (request) => request.headers['x-special'] === 'yes',
      (_request, response) => void response.end('special'),
    );
    server.mount('/page', (request, response) => void response.end(request.url));
    const { url } = await server.listen(anywhere);
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(url + path, { headers });
      return `${response.status} ${await response.text()}`;
    };
    expect(await get('/page')).toBe('200 /page');
    expect(await get('/page/2?x=1')).toBe('200 /page/2?x=1');
    expect(await get('/pages')).toBe('404 Not found\n');
    expect(await get('/page', { 'x-special': 'yes' })).toBe('200 special');
  });

  it('answers 500 without details when a handler throws', async () => {
    const server = newServer();
    server.mount('/broken', () => Promise.reject(new Error('secret detail')));
    const { url } = await server.listen(anywhere);
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
  });

  it('refuses an upgrade that nobody takes, survives one that throws, and lets go of those that are open when it closes', async () => {
    const server = newServer();
    server.onUpgrade(
      '/socket',
      (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    );
    server.onUpgrade('/broken', () => {
      throw new Error('an address that cannot be read');
    });
    const { port } = await server.listen(anywhere);
    const upgrade = async (path: string) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      const [data] = await once(socket, 'data');
      return { socket, answer: String(data) };
    };
    expect((await upgrade('/other')).answer).toContain('404');
    const lost = connect(port, '127.0.0.1');
    lost.write('GET /broken HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(lost, 'close');
    const taken = await upgrade('/socket');
    expect(taken.answer).toContain('101');
    const ended = once(taken.socket, 'close');
    await server.close();
    await ended;
  });
});

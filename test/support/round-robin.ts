import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** A load balancer as small as can be: in turn to those whose /readyz says yes, and to the next when one is gone. */
export interface RoundRobin {
  readonly url: string;
  /** Base addresses of the servers behind it; each is asked how it is before it gets anything. */
  add(server: string): void;
  /** It has gone; whoever listens there next is somebody else. */
  remove(server: string): void;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 250;

export const openRoundRobin = async (): Promise<RoundRobin> => {
  const ready = new Map<string, boolean>();
  let turn = 0;
  const note = (server: string, is: boolean): void => {
    // It may have been removed while it was asked.
    if (ready.has(server)) ready.set(server, is);
  };
  const look = async (): Promise<void> => {
    for (const server of ready.keys()) {
      const answer = await fetch(`${server}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      );
      note(server, answer?.ok === true);
    }
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS);

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const able = [...ready].filter(([, is]) => is).map(([server]) => server);
    // When none says that it is ready, the wrong ones may have been asked: better any of them than none.
    const servers = able.length > 0 ? able : [...ready.keys()];
    turn += 1;
    for (let offset = 0; offset < servers.length; offset += 1) {
      const server = servers[(turn + offset) % servers.length] ?? '';
      try {
        const answer = await hand(new URL(request.url ?? '', server), request, body);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        await pipeline(answer, response);
        return;
      } catch (error) {
        // Only a connection that was never made may be tried elsewhere: anything else could be done twice.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') break; // What node:http gives.
        note(server, false);
      }
    }
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  };
  // Who asked, or who answered, went away in the middle: that is all the other one can be told.
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    add: (base) => void ready.set(base, true),
    remove: (base) => void ready.delete(base),
    async close() {
      clearInterval(looking);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** On a connection of its own: one that is kept may be closed by the other side in the moment in which it is used. */
const hand = (to: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { connection: _connection, ...rest } = headers;
    ask(to, { method: method ?? 'POST', headers: rest, agent: false }, resolve)
      .once('error', reject)
      .end(body);
  });

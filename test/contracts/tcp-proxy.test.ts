import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy/tcp-proxy.js';
import { waitFor } from '../support/wait-for.js';

interface Caller {
  readonly socket: Socket;
  heard: string;
  /** How the line ended: the code of the error, or 'end' for an orderly end. */
  ended: string | undefined;
}

let echo: Server;
let heardByServer: string;
let endsHeardByServer: number;
let proxy: TcpProxy;

beforeEach(async () => {
  heardByServer = '';
  endsHeardByServer = 0;
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      heardByServer += String(piece);
      socket.write(`echo:${piece}`);
    });
    socket.on('end', () => {
      endsHeardByServer += 1;
      socket.end('bye');
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  // Safe: a TCP server that listens has an AddressInfo.
  proxy = await openTcpProxy({ port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

const call = (): Caller => {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  const caller: Caller = { socket, heard: '', ended: undefined };
  socket.on('data', (piece) => {
    caller.heard += String(piece);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    caller.ended = error.code;
  });
  socket.on('end', () => {
    caller.ended ??= 'end';
  });
  return caller;
};
const hears = (caller: Caller, text: string): Promise<unknown> =>
  waitFor(() => caller.heard === text, { what: `${text} (heard: ${caller.heard})` });
const ends = (caller: Caller, how: string): Promise<unknown> =>
  waitFor(() => caller.ended === how, { what: `${how} (ended: ${caller.ended})` });
const connected = async (): Promise<Caller> => {
  const caller = call();
  caller.socket.write('hello');
  await hears(caller, 'echo:hello');
  return caller;
};

describe('a line that can be disturbed at command', () => {
  it('passes on what both sides say, and their ends', async () => {
    const caller = await connected();
    caller.socket.end('last');
    await hears(caller, 'echo:helloecho:lastbye');
    await ends(caller, 'end');
    await waitFor(() => proxy.connections === 0, { what: 'no connection to be left' });
  });

  it('cuts connections with a reset, and takes new ones', async () => {
    const caller = await connected();
    proxy.cut();
    await ends(caller, 'ECONNRESET');
    await connected();
  });

  it('refuses new connections under its port until it is healed', async () => {
    const caller = await connected();
    await proxy.refuse();
    await ends(caller, 'ECONNRESET');
    await ends(call(), 'ECONNREFUSED');
    await proxy.heal();
    await connected();
  });

  it('takes connections and says nothing while stalled; what was said arrives afterwards', async () => {
    const old = await connected();
    proxy.stall();
    old.socket.write('one');
    const fresh = call();
    fresh.socket.write('two');
    await waitFor(() => proxy.connections === 2, { what: 'the second to be taken' });
    // Ten turns of a healthy connection pass nothing on here.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([heardByServer, old.heard, fresh.heard]).toEqual(['hello', 'echo:hello', '']);
    await proxy.heal();
    await hears(old, 'echo:helloecho:one');
    await hears(fresh, 'echo:two');
  });

  it.each(['to-server', 'to-client'] as const)('is late %s alone, and in order', async (direction) => {
    const caller = await connected();
    proxy.delay({ [direction]: 150 });
    const began = performance.now();
    caller.socket.write('a');
    await waitFor(() => heardByServer.endsWith('a'), { what: 'the server to hear it' });
    const server = performance.now() - began;
    caller.socket.write('b');
    await waitFor(() => caller.heard.endsWith('b'), { what: 'both answers' });
    // A millisecond for the clocks' rounding.
    expect(performance.now() - began).toBeGreaterThanOrEqual(149);
    if (direction === 'to-server') expect(server).toBeGreaterThanOrEqual(149);
    expect(heardByServer).toBe('helloab');
  });

  it.each(['to-server', 'to-client'] as const)(
    'lets half of it through %s, then resets',
    async (direction) => {
      const caller = await connected();
      proxy.halve(direction);
      caller.socket.write('12345678');
      // Who still had something to read may be told of a plain end.
      await waitFor(() => caller.ended !== undefined, { what: 'the line to end' });
      expect(heardByServer).toBe(direction === 'to-server' ? 'hello1234' : 'hello12345678');
      // The half of "echo:12345678" may be overtaken by the reset.
      if (direction === 'to-client') expect(['echo:hello', 'echo:helloecho:1']).toContain(caller.heard);
    },
  );

  it('ends one direction alone', async () => {
    const caller = await connected();
    proxy.closeOneWay('to-server');
    await waitFor(() => endsHeardByServer === 1, { what: 'the server to hear the end' });
    await hears(caller, 'echo:hellobye');
    caller.socket.write('too late');
    const other = await connected();
    proxy.closeOneWay('to-client');
    await ends(other, 'end');
    other.socket.write('still heard');
    await waitFor(() => heardByServer.endsWith('still heard'), { what: 'the server to hear it' });
    expect(heardByServer).not.toContain('too late');
    caller.socket.destroy();
    other.socket.destroy();
  });

  it('leads to another server from the next connection on', async () => {
    const other = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('other');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    // Safe: as above.
    proxy.leadTo({ port: (other.address() as AddressInfo).port });
    await hears(call(), 'other');
    other.close();
  });
});

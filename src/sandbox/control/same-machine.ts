import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Whether a request really comes from this machine's own pages or programs: the Host is loopback (no name that was
 * pointed here from outside) and the Origin, when a browser sends one, is the same host.
 */
export const fromSameMachine = (request: IncomingMessage): boolean => {
  const host = request.headers.host ?? '';
  if (!LOOPBACK.test(host)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
};

import { Failure } from '../../kernel/errors.js';

/**
 * Why the server cannot listen, in one line that says what to do. A port that is taken may be free later (retryable);
 * an address that this machine lacks, or a port that needs root, stays wrong until somebody changes the configuration.
 */
export const listenFailure = (error: NodeJS.ErrnoException, host: string, port: number): Failure => {
  const other = port < 65_535 ? port + 1 : 3000;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Failure(
        'port-in-use',
        `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${other} npm start`,
        { retryable: true, cause: error, details: { host, port, other } },
      );
    case 'EACCES':
      return new Failure(
        'port-not-allowed',
        `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`,
        { retryable: false, cause: error, details: { port } },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Failure(
        'address-not-available',
        `HOST=${host} is no address of this machine. Choose one that is: HOST=127.0.0.1 npm start`,
        { retryable: false, cause: error, details: { host } },
      );
    default:
      return new Failure(
        'cannot-listen',
        `The HTTP server cannot listen on ${host}:${port}: ${error.message}`,
        {
          retryable: true,
          cause: error,
          details: { host, port, why: error.message },
        },
      );
  }
};

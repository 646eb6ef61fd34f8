import type { Transport } from './envelope.js';
import { SignedHttp } from './signed-http.js';
import type { SocketMode } from './socket-mode.js';

const NOWHERE: Transport = { send: () => Promise.resolve({ kind: 'unreachable' }) };

/** The way payloads take now: Socket Mode, or signed HTTP when a request URL is set. */
export class Transports {
  readonly #socketMode: SocketMode;
  readonly #signingSecret: () => string;
  readonly #now: () => number;
  /** Where payloads are posted; undefined means Socket Mode. */
  requestUrl: string | undefined;

  constructor(options: {
    socketMode: SocketMode;
    signingSecret: () => string;
    now: () => number;
    requestUrl: string | undefined;
  }) {
    this.#socketMode = options.socketMode;
    this.#signingSecret = options.signingSecret;
    this.#now = options.now;
    this.requestUrl = options.requestUrl;
  }

  /** Whether the app is kept from everything that people do. */
  get cutOff(): boolean {
    return this.#socketMode.refusing;
  }

  /** Cuts the app off, and refuses it when it comes again, until this is set to false. */
  set cutOff(on: boolean) {
    this.#socketMode.refusing = on;
    if (on) this.#socketMode.cut();
  }

  current(): Transport {
    if (this.cutOff) return NOWHERE;
    if (this.requestUrl === undefined) return this.#socketMode;
    return new SignedHttp({
      requestUrl: this.requestUrl,
      signingSecret: this.#signingSecret,
      now: this.#now,
    });
  }
}

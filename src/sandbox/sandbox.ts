import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../kernel/clock.js';
import { findPerson } from './acting/find-person.js';
import type { Person } from './acting/person.js';
import { CallLog } from './api/call-log.js';
import type { Happened } from './api/method.js';
import { ChangeStream } from './control/change-stream.js';
import { Control } from './control/control.js';
import { DEFAULT_APP } from './default-app.js';
import { Deliveries } from './delivery/deliveries.js';
import { SocketMode } from './delivery/socket-mode.js';
import { Transports } from './delivery/transports.js';
import type { Desk } from './desk-port.js';
import { ApiFaults } from './faults/api-faults.js';
import { RateLimits } from './faults/rate-limits.js';
import type { Mailbox } from './mailbox/mailbox.js';
import type { Tour } from './page/page-screen.js';
import type { Parts } from './parts.js';
import { route, upgrade } from './routes.js';
import { dismissOthers, furnish, settlePeople } from './workspace/furnish.js';
import type { Person as CompanyPerson } from './workspace/users.js';
import { type AppManifest, Workspace } from './workspace/workspace.js';

export interface SandboxOptions {
  /** The people of the company; asked at the start and whenever readPeople() is called. */
  readonly people?: (() => Promise<readonly CompanyPerson[]>) | undefined;
  readonly clock?: Clock | undefined;
  /** Where the workspace is kept; in memory when absent. */
  readonly stateFile?: string | undefined;
  /** The address under which a mounted sandbox is reached; listen() knows its own. */
  readonly publicUrl?: (() => string) | undefined;
  readonly app?: Partial<AppManifest> | undefined;
  /** HTTP mode: where payloads are posted. Without it Socket Mode is used. */
  readonly requestUrl?: string | undefined;
  /** Shown beside the workspace and cleared with it; who made it closes it. */
  readonly mailbox?: Mailbox | undefined;
  /** What the page proposes to a stranger; nothing when one of its people is not here. */
  readonly tour?: Tour | undefined;
  /** The company behind the app: what the page shows of it, and does to it. */
  readonly desk?: Desk | undefined;
  /** Asked for each message of the app: what happened before the workspace began stands there at its time. */
  readonly happened?: Happened | undefined;
  /** How long the app has to acknowledge; Slack gives 3,000 ms. */
  readonly acknowledgeWithinMs?: number | undefined;
  /** When events that were not acknowledged are sent again; Slack: at once, after 1 and after 5 minutes. */
  readonly eventRetriesMs?: readonly number[] | undefined;
}

/**
 * A workspace of our own that behaves like Slack: Web API under /api/, Socket Mode or signed HTTP, people who click and
 * type, a control interface under /sandbox/, a page under /.
 */
export class Sandbox {
  readonly control: Control;
  readonly #parts: Parts;
  readonly #options: SandboxOptions;
  readonly #changes: ChangeStream;
  readonly #settled: Promise<void>;
  #server: Server | undefined;

  constructor(options: SandboxOptions = {}) {
    this.#options = options;
    const clock = options.clock ?? systemClock;
    const workspace = new Workspace({
      clock,
      app: { ...DEFAULT_APP, ...options.app },
      stateFile: options.stateFile,
      publicUrl: () => this.url,
    });
    const socketMode = new SocketMode(() => workspace.identity.appId);
    const now = (): number => workspace.now();
    const transports = new Transports({
      socketMode,
      signingSecret: () => workspace.identity.signingSecret,
      now,
      requestUrl: options.requestUrl,
    });
    const deliveries = new Deliveries({
      transport: () => transports.current(),
      acknowledgeWithinMs: options.acknowledgeWithinMs ?? 3_000,
      eventRetriesMs: options.eventRetriesMs,
      now,
    });
    this.#parts = {
      workspace,
      deliveries,
      socketMode,
      transports,
      apiFaults: new ApiFaults(),
      rateLimits: new RateLimits(clock),
      calls: new CallLog(),
      silent: new Set(),
      mailbox: options.mailbox,
      tour: options.tour,
      desk: options.desk,
      happened: options.happened ?? (async () => undefined),
    };
    furnish(workspace);
    this.control = new Control(this.#parts, (company) => this.#settle(company));
    this.#changes = new ChangeStream(this.#parts);
    this.#settled = this.#settle();
    this.#settled.catch(() => undefined); // ready() tells who waits for it.
  }

  /** Resolves when the people of the company are in; throws what their port threw. */
  ready(): Promise<void> {
    return this.#settled;
  }

  /** Where the sandbox is reached, without a slash at the end. */
  get url(): string {
    if (this.#options.publicUrl !== undefined) return this.#options.publicUrl();
    if (this.#server === undefined) throw new Error('the sandbox has no address before listen()');
    // Safe: a TCP server that listens has an AddressInfo.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** What an app is configured with: base of the Web API, tokens, signing secret. */
  get credentials(): {
    readonly apiUrl: string;
    readonly teamId: string;
    readonly botUserId: string;
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
  } {
    const { teamId, botUserId, botToken, appToken, signingSecret } = this.#parts.workspace.identity;
    return { apiUrl: `${this.url}/api/`, teamId, botUserId, botToken, appToken, signingSecret };
  }

  /** A person by e-mail address or id; throws when there is none. */
  as(emailOrId: string): Person {
    return findPerson(this.#parts, emailOrId);
  }

  /** Serves a request that is for the sandbox; false when it is not, and then nothing was touched. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    return route({ parts: this.#parts, control: this.control, request, response });
  }

  /** Takes a WebSocket that is for the sandbox; false when it is not. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    return upgrade({ parts: this.#parts, changes: this.#changes, request, socket, head });
  }

  /** Runs as a server of its own, on loopback only; port 0 takes a free one. */
  async listen(port = 0): Promise<string> {
    const server = createServer((request, response) => {
      this.handleRequest(request, response).then(
        (handled) => handled || response.writeHead(404).end('not found'),
        () => response.destroy(),
      );
    });
    server.on('upgrade', (request, socket, head) => {
      if (!this.handleUpgrade(request, socket, head)) socket.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    await this.#settled;
    return this.url;
  }

  /** Ends connections and, when it listens, the server. */
  async close(): Promise<void> {
    this.#parts.deliveries.stop();
    this.#parts.socketMode.close();
    this.#changes.close();
    for (const line of this.#parts.silent) line.destroy();
    const server = this.#server;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** With a new company, who is not of it leaves the workspace. */
  async #settle(company: 'new' | 'same' = 'same'): Promise<void> {
    const people = (await this.#options.people?.()) ?? [];
    if (company === 'new') dismissOthers(this.#parts.workspace, people);
    settlePeople(this.#parts.workspace, people);
  }
}

/** A new sandbox, or the one that the state file holds. */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => new Sandbox(options);

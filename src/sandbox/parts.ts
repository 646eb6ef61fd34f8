import type { Duplex } from 'node:stream';
import type { CallLog } from './api/call-log.js';
import type { Happened } from './api/method.js';
import type { Deliveries } from './delivery/deliveries.js';
import type { SocketMode } from './delivery/socket-mode.js';
import type { Transports } from './delivery/transports.js';
import type { Desk } from './desk-port.js';
import type { ApiFaults } from './faults/api-faults.js';
import type { RateLimits } from './faults/rate-limits.js';
import type { Mailbox } from './mailbox/mailbox.js';
import type { Tour } from './page/page-screen.js';
import type { Workspace } from './workspace/workspace.js';

/** The parts of one sandbox, put together once by createSandbox and handed to whoever serves or acts. */
export interface Parts {
  readonly workspace: Workspace;
  readonly deliveries: Deliveries;
  readonly socketMode: SocketMode;
  readonly transports: Transports;
  readonly apiFaults: ApiFaults;
  readonly rateLimits: RateLimits;
  readonly calls: CallLog;
  /** Lines of callers that a fault left without an answer; cut when the sandbox closes. */
  readonly silent: Set<Duplex>;
  readonly mailbox: Mailbox | undefined;
  readonly tour: Tour | undefined;
  /** The company behind the app; undefined where there is the workspace alone. */
  readonly desk: Desk | undefined;
  readonly happened: Happened;
}

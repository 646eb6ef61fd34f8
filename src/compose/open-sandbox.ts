import { join } from 'node:path';
import type { SlackConfig } from '../config.js';
import { isUnjoined } from '../features/access/is-unjoined.js';
import { readMembers } from '../features/access/read-members.js';
import { homeOf } from '../features/demo/company.js';
import { toldAt } from '../features/demo/told-at.js';
import { DEMO_TOUR } from '../features/demo/tour.js';
import type { Database } from '../platform/db/client.js';
import type { HttpServer } from '../platform/http/server.js';
import type { Log } from '../platform/log.js';
import { createMailbox } from '../sandbox/mailbox/mailbox.js';
import { createSandbox } from '../sandbox/sandbox.js';
import { type Attendance, createSandboxDesk } from './sandbox-desk/create-sandbox-desk.js';

export interface OpenSandbox {
  readonly slack: Exclude<SlackConfig, { mode: 'sandbox' }>;
  /** Where letters to customers go: a real SMTP server whose mailbox the page shows. */
  readonly smtpUrl: string;
  /** Tells who works and who listens, as soon as they are there: what changes the company sends them out. */
  attend(attendance: Omit<Attendance, 'teamId'>): void;
  close(): Promise<void>;
}

/** A Slack workspace of our own on the process's one HTTP server, with the company's members as its people. */
export const openSandbox = async (options: {
  readonly server: HttpServer;
  readonly url: string;
  readonly home: string;
  readonly database: Database;
  /** E-mail addresses of the configuration's admins. */
  readonly admins: readonly string[];
  readonly baseCurrency: string;
  readonly log: Log;
}): Promise<OpenSandbox> => {
  const { server, url, home, database, admins, baseCurrency, log } = options;
  const desk = createSandboxDesk(database, { admins, baseCurrency, log });
  const mailbox = await createMailbox({ stateFile: join(home, 'mailbox.jsonl') });
  const sandbox = createSandbox({
    people: async () =>
      (await readMembers(database)).map(({ email, name, active, department, roles }) => ({
        email,
        name,
        active,
        ...homeOf(email),
        title: department,
        roles,
      })),
    tour: DEMO_TOUR,
    happened: (deliveryId) => toldAt(database, deliveryId),
    stateFile: join(home, 'sandbox.jsonl'),
    publicUrl: () => url,
    mailbox,
    desk,
  });
  await sandbox.ready();
  // The company was replaced from elsewhere, or by a process that died over it.
  if (await isUnjoined(database)) await sandbox.control.empty('new');
  server.mount(
    () => true,
    async (request, response) => {
      if (await sandbox.handleRequest(request, response)) return;
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    },
  );
  server.onUpgrade(
    () => true,
    (request, socket, head) => {
      if (!sandbox.handleUpgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    },
  );
  const { botToken, appToken, apiUrl, teamId } = sandbox.credentials;
  return {
    slack: { mode: 'socket', botToken, appToken, apiUrl },
    smtpUrl: mailbox.url,
    attend: (attendance) => desk.attend({ ...attendance, teamId }),
    async close() {
      await sandbox.close();
      await mailbox.close();
    },
  };
};

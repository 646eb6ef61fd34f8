import { deliver } from '../../../src/features/notifications/deliver.js';
import {
  DELIVERY_OPTIONS,
  type DeliveryOptions,
} from '../../../src/features/notifications/delivery-options.js';
import { deliveriesOfRequest } from '../../../src/features/notifications/delivery-store.js';
import type { DeliveryWork } from '../../../src/features/notifications/delivery-work.js';
import type { MailSender } from '../../../src/features/notifications/ports.js';
import type { Database } from '../../../src/platform/db/client.js';
import { keptLog } from '../log-scan/kept-log.js';
import { FakeSlack } from './fake-slack.js';

export const KEPT: MailSender = { send: async () => ({ outcome: 'kept' }) };

/** Deliveries with a Slack in memory and a clock that the test moves. */
export const openPostOffice = (
  db: Database,
  { mail = KEPT, options = {} }: { mail?: MailSender; options?: Partial<DeliveryOptions> } = {},
) => {
  let now = new Date();
  const slack = new FakeSlack();
  const work: DeliveryWork = {
    ports: { slack, mail },
    clock: { now: () => now },
    options: { ...DELIVERY_OPTIONS, ...options },
    log: keptLog(),
  };
  return {
    slack,
    work,
    now: () => now,
    pass: (ms: number): void => {
      now = new Date(now.getTime() + ms);
    },
    try: (deliveryId: string) => deliver(db, deliveryId, work),
    /** Tries a delivery, moving the clock on to each next try, until nothing is owed. */
    async until(deliveryId: string) {
      for (let tries = 0; tries < 100; tries += 1) {
        const result = await deliver(db, deliveryId, work);
        if ('done' in result) return result.done;
        if (result.again > now) now = result.again;
      }
      throw new Error('a delivery without end');
    },
    row: (deliveryId: string) => db.prisma.delivery.findUniqueOrThrow({ where: { id: deliveryId } }),
    of: (requestId: string) => deliveriesOfRequest(db.prisma, requestId),
  };
};

export type PostOffice = ReturnType<typeof openPostOffice>;

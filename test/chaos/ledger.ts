import pg from 'pg';

/** A request as the rows have it; `by` is an e-mail address. */
export interface RequestRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly by: string;
  /** The root view id of the modal in which it was confirmed. */
  readonly key: string;
  readonly closed: boolean;
  readonly withdrawnBy: string | null;
  readonly keeps: boolean;
  readonly tells: boolean;
  readonly customerMail: string | null;
  readonly orderStatus: string;
}

/** An order of the company, asked about or not. */
export interface OrderRow {
  readonly number: string;
  readonly status: string;
  readonly archived: boolean;
}

/** Who has to decide, as the request froze it. */
export interface RequiredStepRow {
  readonly requestId: string;
  readonly position: number;
  readonly role: string;
}

/** A line of the audit about a request; `by` is null where the product itself acted. */
export interface AuditRow {
  readonly requestId: string;
  readonly action: string;
  readonly by: string | null;
}

export interface DecisionRow {
  readonly requestId: string;
  readonly position: number;
  readonly role: string;
  readonly verdict: string;
  /** Why it was rejected. */
  readonly reason: string | null;
  readonly by: string;
  /** What whoever decided may do, and whether they are active. */
  readonly roles: readonly string[];
  readonly active: boolean;
  readonly requestedBy: string;
}

export interface AttemptRow {
  readonly requestId: string;
  readonly refundId: string;
  readonly number: string;
  readonly requestedBy: string;
  readonly state: string;
  readonly reference: string | null;
  readonly endedBy: string | null;
  readonly endedByRoles: readonly string[] | null;
}

export interface DeliveryRow {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly requestId: string | null;
  /** `channel:<purpose>`, `mail:<order id>` or the e-mail address of a member. */
  readonly recipient: string;
  readonly what: string | null;
  /** The steps of which a post in the thread tells. */
  readonly steps: readonly string[] | null;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly maybeRepeated: boolean;
  readonly sentAs: string | null;
}

export interface StepRow {
  readonly executionId: string;
  readonly number: string;
  readonly step: string;
  readonly state: string;
  readonly error: string | null;
  readonly receipts: number;
}

/** What the database says when all is quiet. */
export interface Ledger {
  readonly orders: readonly OrderRow[];
  readonly requests: readonly RequestRow[];
  readonly requiredSteps: readonly RequiredStepRow[];
  readonly audits: readonly AuditRow[];
  readonly decisions: readonly DecisionRow[];
  readonly attempts: readonly AttemptRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly steps: readonly StepRow[];
  readonly cards: readonly {
    readonly deliveryId: string;
    readonly requestId: string;
    readonly shown: number;
  }[];
}

const QUERIES = {
  orders: `SELECT number, status::text, archived_at IS NOT NULL AS archived FROM "order" ORDER BY number`,
  requiredSteps: `SELECT request_id::text AS "requestId", position, role::text FROM request_step
    ORDER BY request_id, position`,
  audits: `SELECT a.request_id::text AS "requestId", a.action, m.email AS by
    FROM audit_event a LEFT JOIN member m ON m.id = a.member_id
    WHERE a.request_id IS NOT NULL AND a.outcome = 'done' ORDER BY a.id`,
  requests: `SELECT r.id::text, o.number, r.state::text, r.version, m.email AS by, r.idempotency_key AS key,
      r.closed_at IS NOT NULL AS closed, w.email AS "withdrawnBy", c.refund_choice::text = 'keep' AS keeps,
      c.tell_customer AS tells, u.email AS "customerMail", o.status::text AS "orderStatus"
    FROM request r JOIN member m ON m.id = r.requested_by_id JOIN cancellation c ON c.request_id = r.id
    JOIN "order" o ON o.id = c.order_id LEFT JOIN customer u ON u.id = o.customer_id
    LEFT JOIN audit_event a ON a.request_id = r.id AND a.action = 'cancellation.withdrawn' AND a.outcome = 'done'
    LEFT JOIN member w ON w.id = a.member_id ORDER BY r.id`,
  decisions: `SELECT d.request_id::text AS "requestId", s.position, s.role::text, d.verdict::text, d.reason, m.email AS by,
      m.roles::text[] AS roles, m.active, q.email AS "requestedBy"
    FROM decision d JOIN request_step s ON s.id = d.step_id JOIN member m ON m.id = d.member_id
    JOIN request r ON r.id = d.request_id JOIN member q ON q.id = r.requested_by_id ORDER BY d.id`,
  attempts: `SELECT f.id::text AS "refundId", r.id::text AS "requestId", o.number, q.email AS "requestedBy", a.state::text, a.reference,
      m.email AS "endedBy", m.roles::text[] AS "endedByRoles"
    FROM refund f JOIN "order" o ON o.id = f.order_id JOIN execution e ON e.id = f.execution_id
    JOIN request r ON r.id = e.request_id JOIN member q ON q.id = r.requested_by_id
    JOIN refund_attempt a ON a.refund_id = f.id LEFT JOIN member m ON m.id = a.ended_by_id ORDER BY a.id`,
  deliveries: `SELECT d.id::text, key, kind, request_id::text AS "requestId", coalesce(m.email, recipient) AS recipient,
      payload->>'what' AS what, payload->'steps' AS steps, state::text, attempts, last_error AS "lastError",
      maybe_repeated AS "maybeRepeated", sent_as AS "sentAs"
    FROM delivery d LEFT JOIN member m ON d.recipient = 'member:' || m.id ORDER BY d.id`,
  steps: `SELECT s.execution_id::text AS "executionId", o.number, s.step, s.state::text, s.error,
      (SELECT count(*)::int FROM step_receipt p WHERE p.execution_id = s.execution_id AND p.step = s.step) AS receipts
    FROM execution_step s JOIN execution e ON e.id = s.execution_id JOIN "order" o ON o.id = e.subject_id`,
  cards: `SELECT delivery_id::text AS "deliveryId", request_id::text AS "requestId", shown_version AS shown
    FROM message_ref`,
} as const;

/** One statement, so that all is counted at one moment: what is done in one place makes something owed in another. */
const OWED = `SELECT
    (SELECT count(*) FROM outbox_event WHERE relayed_at IS NULL)::int AS events,
    (SELECT count(*) FROM execution_step WHERE state = 'owed')::int AS steps,
    (SELECT count(*) FROM delivery WHERE state IN ('pending', 'unknown'))::int AS messages,
    (SELECT count(*) FROM message_ref m JOIN request r ON r.id = m.request_id
      WHERE m.shown_version < r.version)::int AS cards`;

export interface Owed {
  readonly events: number;
  readonly steps: number;
  readonly messages: number;
  readonly cards: number;
}

const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const readOwed = (url: string): Promise<Owed> =>
  connected(url, async (client) => {
    const { rows } = await client.query<Owed>(OWED);
    return rows[0] ?? { events: 0, steps: 0, messages: 0, cards: 0 };
  });

export const readLedger = (url: string): Promise<Ledger> =>
  connected(url, async (client) => {
    const read: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(QUERIES)) read[name] = (await client.query(sql)).rows;
    return read as unknown as Ledger; // Safe: each query answers the columns of its rows.
  });

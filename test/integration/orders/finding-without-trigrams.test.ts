import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { memberByEmail, writeMember } from '../../../src/features/access/member-store.js';
import { searchOrders } from '../../../src/features/orders/find/search-orders.js';
import { openDatabase } from '../../../src/platform/db/client.js';
import { migrate } from '../../../src/platform/db/migrate.js';
import { searchHealth } from '../../../src/platform/db/search-health.js';

const run = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

it('orders are found in a database that knows no letters beyond ASCII, and in one that lost its trigrams; readiness says so', async () => {
  const name = `test_c_${randomBytes(6).toString('hex')}`;
  await run(
    inject('databaseAdminUrl'),
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`,
  );
  const url = Object.assign(new URL(inject('databaseAdminUrl')), { pathname: `/${name}` }).toString();
  await migrate(url);
  const db = openDatabase({ url, poolSize: 2, onError: () => undefined });
  try {
    await writeMember(db.prisma, { email: 'mia@x.example', name: 'Mia', roles: ['manager'] });
    const member = await memberByEmail(db.prisma, 'mia@x.example');
    if (member === null) throw new Error('nobody');
    await db.prisma.customer.create({
      data: { code: 'MD', name: '上海明德贸易有限公司', contact: '王伟 Élan' },
    });
    await db.prisma.order.create({
      data: {
        number: 'SO-2002',
        kind: 'sales',
        customer: { connect: { code: 'MD' } },
        owner: { connect: { email: 'mia@x.example' } },
        placedOn: new Date('2026-01-05'),
        currency: 'USD',
        status: 'new',
        warehouse: 'MAIN',
      },
    });
    const finds = async (text: string): Promise<boolean> => {
      const found = await searchOrders(db, member, { text, page: 0, pageSize: 6 });
      return found.ok && found.value.total === 1;
    };
    for (const state of ['lc_ctype is C', 'no extension']) {
      for (const text of [
        '王',
        '王伟',
        '明德贸易',
        '上海民德',
        'elan',
        '200',
        'so-2002',
        'SO-2020',
        '客户：明德',
      ])
        expect(await finds(text), `${text}, ${state}`).toBe(true);
      expect(await finds('wodka'), state).toBe(false);
      expect(await searchHealth(db)).toMatchObject({
        ok: true,
        reason: expect.stringContaining('CREATE EXTENSION pg_trgm'),
      });
      await run(url, 'DROP EXTENSION IF EXISTS pg_trgm CASCADE');
    }
  } finally {
    await db.close();
    await run(inject('databaseAdminUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Desk, openDesk } from '../../support/desk.js';
import { hasNorthwind, NORTHWIND } from '../../support/northwind.js';

/** Order, owner, total, paid, who decides: the table of the approval policy that the company was promised. */
const TABLE = `
SO-11008 robert.king 4760.36 0 manager
SO-11019 michael.suyama 79.17 23.75 manager→finance
SO-11039 nancy.davolio 3155.00 0 manager
SO-11040 margaret.peacock 218.84 65.65 manager→finance
SO-11045 michael.suyama 1380.08 0 manager
SO-11051 robert.king 38.79 0 nobody
SO-11054 laura.callahan 305.33 0 manager
SO-11058 anne.dodsworth 889.14 266.74 manager→finance
SO-11059 andrew.fuller 1923.80 0 manager
SO-11061 margaret.peacock 524.01 157.20 manager→finance
SO-11062 margaret.peacock 436.33 0 manager
SO-11065 laura.callahan 202.33 0 manager
SO-11068 laura.callahan 2108.83 0 manager
SO-11070 andrew.fuller 1765.98 529.79 manager→finance
SO-11071 nancy.davolio 485.43 0 manager
SO-11072 margaret.peacock 5476.64 0 manager→finance
SO-11073 andrew.fuller 324.95 97.49 manager→finance
SO-11074 robert.king 250.53 0 manager
SO-11075 laura.callahan 504.29 0 manager
SO-11076 margaret.peacock 831.03 249.31 manager→finance
SO-11077 nancy.davolio 1264.25 0 manager`
  .trim()
  .split('\n')
  .map((line) => {
    const [number = '', owner = '', total = '', paid = '', decidedBy = ''] = line.split(' ');
    return { number, email: `${owner}@northwind.example`, total, paid, decidedBy };
  });

const minor = (major: string): bigint => BigInt(Math.round(Number(major) * 100));
describe.skipIf(!hasNorthwind)('the default approval policy on the 21 unshipped Northwind orders', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    const imported = await importFolder(desk.db, { folder: NORTHWIND });
    expect(imported.ok).toBe(true);
  });
  afterAll(() => desk.close());

  it.each(TABLE)('$number, asked for by its owner, is decided by $decidedBy (A3)', async (row) => {
    const seen = await desk.preview(row.number, row.email);
    if (!seen.ok) throw new Error(JSON.stringify(seen.refusals));
    const { plan } = seen.value;
    expect(plan.openTotal).toBe(minor(row.total));
    expect(plan.refundTotal).toBe(minor(row.paid));
    expect(plan.steps.map((step) => step.role).join('→') || 'nobody').toBe(row.decidedBy);
  });
});

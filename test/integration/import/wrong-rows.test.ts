import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import type { WrongRow } from '../../../src/features/import/import-report.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { withFolder } from '../../support/import-folder-files.js';

const SOUND: Readonly<Record<string, string>> = {
  'members.csv':
    'email,name,department,roles\nsue@x.example,Sue,Sales,sales\nbob@x.example,Bob,Sales,manager;finance\n',
  'customers.csv': 'code,name,contact,email,phone,country,city\nC1,Café,,,,,\n',
  'suppliers.csv': 'code,name,contact,email,phone,country,city\nV1,Mill,,,,,\n',
  'products.csv':
    'sku,name,category,unit,unit_price,currency,supplier_code\nP1,Pen,,,1.50,USD,V1\nP2,筆,,,150,JPY,\n',
  'rates.csv': 'currency,base_per_unit,as_of\nJPY,0.0066,2024-01-01\n',
  'stock.csv': 'sku,warehouse,location,on_hand,low_alert,high_alert,capacity\nP1,MAIN,A,10,,,\n',
  'orders.csv':
    'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse\n' +
    'O1,sales,C1,sue@x.example,2024-01-01,,USD,1.50,new,MAIN\nO2,purchase,V1,bob@x.example,2024-01-01,,JPY,0,new,MAIN\n',
  'order_lines.csv':
    'order_number,line,sku,quantity,unit_price,discount,shipped_quantity\nO1,1,P1,2,1.50,0,0\nO2,1,P2,3,150,0.1,0\n',
  'payments.csv': 'order_number,method,amount,currency,paid_on,reference\nO1,card,2.00,USD,2024-01-02,R1\n',
  'shipments.csv': 'order_number,carrier,tracking,shipped_on,delivered_on\n',
};

/** What is wrong with it, the file, what is replaced by what, and what has to be reported: line, column, reason. */
const CASES: readonly (readonly [
  what: string,
  file: string,
  from: string | RegExp,
  to: string,
  wrong: readonly (readonly [line: number, column: string | null, reason: string])[],
])[] = [
  ['an e-mail address is none', 'members', 'sue@x.example', 'sue', [[2, 'email', 'not-an-email']]],
  ['a role is unknown', 'members', 'manager;finance', 'manager;boss', [[3, 'roles', 'not-a-choice']]],
  ['a person has no role', 'members', 'Sales,sales', 'Sales,', [[2, 'roles', 'required']]],
  ['a name is empty', 'members', 'Sue,', ',', [[2, 'name', 'required']]],
  [
    'a person is there twice, in other letters',
    'members',
    'bob@x.example',
    'SUE@x.example',
    [[3, 'email', 'twice']],
  ],
  ['a code has a space in it', 'customers', 'C1,', 'C 1,', [[2, 'code', 'not-a-code']]],
  ['a name is far too long', 'customers', 'Café', 'é'.repeat(501), [[2, 'name', 'too-long']]],
  ['a name holds a control character', 'customers', 'Café', 'Ca\u0007fé', [[2, 'name', 'control-character']]],
  ['a name turns text around', 'customers', 'Café', 'Ca\u202Efé', [[2, 'name', 'control-character']]],
  ['a number turns text around', 'orders', 'O2,', 'O\u20662,', [[3, 'number', 'control-character']]],
  [
    'a price has more decimals than the currency',
    'products',
    '1.50,USD',
    '1.505,USD',
    [[2, 'unit_price', 'too-many-decimals']],
  ],
  [
    'yen are given with decimals',
    'products',
    '150,JPY',
    '150.0,JPY',
    [[3, 'unit_price', 'too-many-decimals']],
  ],
  [
    'a price has a thousands separator',
    'products',
    '1.50',
    '"1,000.50"',
    [[2, 'unit_price', 'not-a-number']],
  ],
  ['a currency does not exist', 'products', 'USD', 'USX', [[2, 'currency', 'not-a-currency']]],
  ['a supplier is unknown', 'products', 'USD,V1', 'USD,V9', [[2, 'supplier_code', 'unknown-reference']]],
  ['a rate is zero', 'rates', '0.0066', '0.0', [[2, 'base_per_unit', 'zero']]],
  ['a rate is beyond all measure', 'rates', '0.0066', '9999999999', [[2, 'base_per_unit', 'too-large']]],
  ['a stock count is negative', 'stock', 'A,10', 'A,-1', [[2, 'on_hand', 'negative']]],
  ['a stock count is no whole number', 'stock', 'A,10', 'A,1.5', [[2, 'on_hand', 'not-a-whole-number']]],
  ['a stock count is beyond all measure', 'stock', 'A,10', 'A,99999999999', [[2, 'on_hand', 'too-large']]],
  ['a shelf holds an unknown product', 'stock', 'P1,MAIN', 'P9,MAIN', [[2, 'sku', 'unknown-reference']]],
  ['a shelf is there twice', 'stock', /$/, 'P1,MAIN,A,3,,,\n', [[3, 'sku', 'twice']]],
  ['a status is unknown', 'orders', '1.50,new', '1.50,open', [[2, 'status', 'not-a-choice']]],
  ['a day does not exist', 'orders', '2024-01-01,,USD', '2024-02-30,,USD', [[2, 'placed_on', 'not-a-date']]],
  [
    'a date is in another form',
    'orders',
    '2024-01-01,,USD',
    '01.02.2024,,USD',
    [[2, 'placed_on', 'not-a-date']],
  ],
  ['a customer is unknown', 'orders', 'sales,C1', 'sales,C9', [[2, 'party_code', 'unknown-reference']]],
  [
    'a purchase order names a customer',
    'orders',
    'purchase,V1',
    'purchase,C1',
    [[3, 'party_code', 'unknown-reference']],
  ],
  [
    'an owner is unknown',
    'orders',
    'sue@x.example',
    'who@x.example',
    [[2, 'owner_email', 'unknown-reference']],
  ],
  ['freight is negative', 'orders', '1.50', '-1.50', [[2, 'freight', 'negative']]],
  [
    'an order number is there twice, in other letters',
    'orders',
    'O2,purchase',
    'o1,purchase',
    [[3, 'number', 'twice']],
  ],
  ['a quantity is zero', 'order_lines', 'P1,2,', 'P1,0,', [[2, 'quantity', 'zero']]],
  ['a discount is above one', 'order_lines', '150,0.1', '150,1.1', [[3, 'discount', 'too-large']]],
  [
    'a discount has five decimals',
    'order_lines',
    '150,0.1',
    '150,0.12345',
    [[3, 'discount', 'too-many-decimals']],
  ],
  [
    'more was shipped than ordered',
    'order_lines',
    '1.50,0,0',
    '1.50,0,3',
    [[2, 'shipped_quantity', 'shipped-more-than-ordered']],
  ],
  [
    'a line’s price has more decimals than the order’s currency',
    'order_lines',
    'P2,3,150',
    'P2,3,150.5',
    [[3, 'unit_price', 'too-many-decimals']],
  ],
  [
    'a line is of an unknown order',
    'order_lines',
    'O1,1',
    'O9,1',
    [[2, 'order_number', 'unknown-reference']],
  ],
  ['a line is of an unknown product', 'order_lines', 'O1,1,P1', 'O1,1,P9', [[2, 'sku', 'unknown-reference']]],
  ['a line is there twice', 'order_lines', 'O2,1', 'O1,1', [[3, 'line', 'twice']]],
  [
    'the lines of an order come to more than can be reckoned with',
    'order_lines',
    'P1,2,1.50,0,0',
    'P1,1000000,50000000,0,0\nO1,2,P1,1000000,50000000,0,0',
    [[3, 'order_number', 'order-too-large']],
  ],
  ['a payment has no reference', 'payments', 'R1', '', [[2, 'reference', 'required']]],
  [
    'a payment is in another currency than its order',
    'payments',
    '2.00,USD',
    '2,JPY',
    [[2, 'currency', 'other-currency']],
  ],
  ['a payment is zero', 'payments', '2.00', '0.00', [[2, 'amount', 'zero']]],
  [
    'goods arrived before they left',
    'shipments',
    /$/,
    'O1,DHL,T1,2024-01-05,2024-01-04\n',
    [[2, 'delivered_on', 'delivered-before-shipped']],
  ],
  ['a cell is missing', 'customers', 'C1,Café,,,,,', 'C1,Café,,,,', [[2, null, 'wrong-number-of-cells']]],
  ['a column is missing', 'customers', ',city', '', [[1, 'city', 'column-missing']]],
  [
    'a column is unknown',
    'customers',
    ',city',
    ',town',
    [
      [1, 'city', 'column-missing'],
      [1, 'town', 'column-unknown'],
    ],
  ],
  ['a column is there twice', 'customers', ',city', ',city,city', [[1, 'city', 'column-twice']]],
  [
    'columns are separated by semicolons',
    'customers',
    /[\s\S]*/,
    'code;name;contact;email;phone;country;city\n',
    [[1, null, 'wrong-separator']],
  ],
  ['the file is empty', 'customers', /[\s\S]*/, '', [[1, null, 'empty-file']]],
  ['a quotation mark is never closed', 'customers', 'Café', '"Café', [[2, null, 'quote-not-closed']]],
  ['a quotation mark stands inside a cell', 'customers', 'Café', 'C"afé', [[2, null, 'stray-quote']]],
  [
    'several rows are wrong: all are reported',
    'members',
    /[\s\S]*/,
    'email,name,department,roles\nx,,Sales,chef\nsue@x.example,Sue,Sales,sales\nbob@x.example,,Sales,manager\n',
    [
      [2, 'email', 'not-an-email'],
      [2, 'name', 'required'],
      [2, 'roles', 'not-a-choice'],
      [4, 'name', 'required'],
    ],
  ],
  [
    'the lines of quoted cells count',
    'members',
    'Sue,Sales,sales',
    '"Sue\nEllen",Sales,sales\n,Zoe,Sales,sales',
    [[4, 'email', 'required']],
  ],
];

describe('a folder in which something is wrong', () => {
  let own: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const wrongRowsOf = (files: Readonly<Record<string, string | Buffer>>): Promise<WrongRow[]> =>
    withFolder(files, async (folder) => {
      const result = await importFolder(db, { folder });
      if (result.ok) throw new Error('it was imported');
      return result.refusals.flatMap((refusal) => (refusal.kind === 'wrong-rows' ? refusal.rows : []));
    });

  it('is the only kind that is refused: the sound one passes', async () => {
    const result = await withFolder(SOUND, (folder) => importFolder(db, { folder, dryRun: true }));
    expect(result).toMatchObject({ ok: true });
  });

  it.each(CASES)(
    'reports that %s, with file, line and column, and imports nothing',
    async (_what, file, from, to, wrong) => {
      const name = `${file}.csv`;
      const rows = await wrongRowsOf({ ...SOUND, [name]: (SOUND[name] ?? '').replace(from, to) });

      expect(
        rows.filter((row) => row.file === name).map((row) => [row.line, row.column, row.reason]),
      ).toEqual(wrong);
      // Rows of other files may miss what is wrong here, and nothing else.
      expect(rows.filter((row) => row.file !== name && row.reason !== 'unknown-reference')).toEqual([]);
      expect(await db.prisma.member.count()).toBe(0);
    },
  );

  it('names the first line that is not UTF-8', async () => {
    const latin1 = Buffer.from(
      'code,name,contact,email,phone,country,city\nC1,Cafe,,,,,\nC2,Café,,,,,\n',
      'latin1',
    );
    expect(await wrongRowsOf({ ...SOUND, 'customers.csv': latin1 })).toMatchObject([
      { file: 'customers.csv', line: 3, column: null, reason: 'not-utf-8' },
    ]);
  });

  it('reports rows of all files at once, in the order of the files', async () => {
    const rows = await wrongRowsOf({
      ...SOUND,
      'members.csv': (SOUND['members.csv'] ?? '').replace('manager;finance', 'chef'),
      'payments.csv': (SOUND['payments.csv'] ?? '').replace('2024-01-02', 'soon'),
    });
    expect(rows.map(({ file }) => file)).toEqual(['members.csv', 'payments.csv']);
  });
});

describe('a folder that only looks odd', () => {
  let own: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  it('is read with Windows line ends, a byte order mark, blank lines, other column order and spaces around cells', async () => {
    const result = await withFolder(
      {
        'members.csv':
          '\uFEFFname,roles,email,department\r\n Sue , sales ; manager ,SUE@X.example,Sales\r\n\r\n"Bob\nthe ""Great""",finance,bob@x.example,Sales',
      },
      (folder) => importFolder(db, { folder }),
    );
    expect(result).toMatchObject({ ok: true, value: { files: [{ file: 'members', created: 2 }] } });
    expect(
      await db.prisma.member.findMany({
        orderBy: { email: 'asc' },
        select: { email: true, name: true, roles: true },
      }),
    ).toEqual([
      { email: 'bob@x.example', name: 'Bob the "Great"', roles: ['finance'] },
      { email: 'sue@x.example', name: 'Sue', roles: ['sales', 'manager'] },
    ]);
  });

  it('is imported without its other files, which are said', async () => {
    const result = await withFolder(
      { 'suppliers.csv': SOUND['suppliers.csv'] ?? '', 'Orders.CSV': 'x', 'notes.txt': 'x' },
      (folder) => importFolder(db, { folder }),
    );
    expect(result).toMatchObject({
      ok: true,
      value: { files: [{ created: 1 }], warnings: [{ kind: 'file-ignored', subject: 'Orders.CSV' }] },
    });
  });

  it('is refused when it is not there or holds nothing to import', async () => {
    expect(await importFolder(db, { folder: '/nowhere/at/all' })).toMatchObject({
      refusals: [{ kind: 'no-such-folder' }],
    });
    const empty = await withFolder({}, (folder) => importFolder(db, { folder }));
    expect(empty).toMatchObject({ refusals: [{ kind: 'nothing-to-import' }] });
  });
});

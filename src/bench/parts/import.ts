import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFolder } from '../../features/import/import-folder.js';
import { openDatabase } from '../../platform/db/client.js';
import { customerName, customerOf, customersOf, foundCompany, orderNumber } from '../ground/company.js';
import { onConnection } from '../ground/sql.js';
import { insertRows, readRows } from '../import/same-rows.js';
import { figureOf } from '../measure/figure.js';
import { timed } from '../measure/timed.js';
import type { Bench, Found } from '../part.js';

const LINES_AN_ORDER = 3;
/** Of the company that the orders belong to. */
const PRODUCTS = 200;

/** Rows a second of an import of CSV files beside a bulk insert of the rows that it writes, in one transaction each. */
export const measureImport = async (bench: Bench): Promise<Found> => {
  const { ground, options, tell } = bench;
  const folder = join(ground.folder, 'import');
  const rows = await writeFolder(folder, options.imported);
  const founded = await ground.create();
  await onConnection(founded, foundCompany);
  const ours: number[] = [];
  const limit: number[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    tell(`import: round ${round} of ${options.rounds}`);
    const [imported, inserted] = [await ground.create(founded), await ground.create(founded)];
    ours.push((rows * 1_000) / (await importInto(imported, folder, bench)));
    const written = await onConnection(imported, readRows);
    limit.push(
      (rows * 1_000) / (await onConnection(inserted, (client) => timed(() => insertRows(client, written)))),
    );
    await ground.drop(imported);
    await ground.drop(inserted);
  }
  await ground.drop(founded);
  return {
    figures: [figureOf({ part: 'import', code: 'import', unit: 'per-second', goal: null }, ours, limit)],
  };
};

/** Milliseconds. */
const importInto = async (url: string, folder: string, { log }: Bench): Promise<number> => {
  const db = openDatabase({ url, poolSize: 4, onError: (error) => log.error({ err: error }, 'lost') });
  try {
    return await timed(async () => {
      const result = await importFolder(db, { folder });
      if (!result.ok)
        throw new Error(`the import was refused: ${JSON.stringify(result.refusals).slice(0, 1_000)}`);
    });
  } finally {
    await db.close();
  }
};

/** Orders with their lines and, every fourth, a payment; gives the number of rows. */
const writeFolder = async (folder: string, orders: number): Promise<number> => {
  const all = Array.from({ length: orders }, (_, index) => index);
  const files: Readonly<Record<string, readonly string[]>> = {
    'customers.csv': [
      'code,name,contact,email,phone,country,city',
      ...Array.from(
        { length: customersOf(orders) },
        (_, index) => `K-${index},${customerName(index)},,,,US,`,
      ),
    ],
    'orders.csv': [
      'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse',
      ...all.map(
        (index) =>
          `${orderNumber(index)},sales,K-${customerOf(index)},person-${1 + (index % 50)}@bench.example,2026-01-05,,USD,5.00,new,MAIN`,
      ),
    ],
    'order_lines.csv': [
      'order_number,line,sku,quantity,unit_price,discount,shipped_quantity',
      ...all.flatMap((index) =>
        Array.from(
          { length: LINES_AN_ORDER },
          (_, line) =>
            `${orderNumber(index)},${line + 1},P-${String((7 * index + line) % PRODUCTS).padStart(4, '0')},${1 + (index % 9)},${10 + (index % 40)}.50,0,0`,
        ),
      ),
    ],
    'payments.csv': [
      'order_number,method,amount,currency,paid_on,reference',
      ...all
        .filter((index) => index % 4 === 0)
        .map((index) => `${orderNumber(index)},card,10.00,USD,2026-01-06,PAY-${index}`),
    ],
  };
  await mkdir(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  return Object.values(files).reduce((total, lines) => total + lines.length - 1, 0);
};

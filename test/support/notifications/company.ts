import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { type Desk, openDesk } from '../desk.js';

const numbers = (prefix: string): string[] =>
  Array.from({ length: 8 }, (_, index) => `${prefix}-${index + 1}`);

const order = (
  number: string,
  party: string,
  pieces: number,
  owner = 'sam',
): { head: string; line: string } => ({
  head: `${number},sales,${party},${owner}@desk.example,2026-01-05,2026-12-01,USD,0.00,new,MAIN`,
  line: `${number},1,CUP,${pieces},10.00,0.00,0`,
});

/** PAID: 500 of which 100 is paid, manager and finance decide. BIG: 500 unpaid, a manager decides. FREE: 100, nobody does. */
const orders = [
  ...numbers('PAID').map((number) => order(number, 'ACME', 50)),
  ...numbers('BIG').map((number) => order(number, 'ACME', 50)),
  ...numbers('FREE').map((number) => order(number, 'ACME', 10)),
  order('CHINA-1', 'WANG', 10),
  order('SILENT-1', 'MUTE', 10),
  order('EAST-1', 'ACME', 50, 'eve'),
];

const FILES: Readonly<Record<string, string>> = {
  members: [
    'email,name,department,roles',
    'sam@desk.example,Sam Sales,North,sales',
    'eve@desk.example,Eve East,East,sales',
    'mia@desk.example,Mia Manager,North,manager',
    'max@desk.example,Max Manager,South,manager',
    'fay@desk.example,Fay Finance,Books,finance',
    'fred@desk.example,Fred Finance,Books,finance',
    'will@desk.example,Will Warehouse,North,warehouse',
  ].join('\n'),
  customers: [
    'code,name,contact,email,phone,country,city',
    'ACME,"Acme <b>& Sons</b>",Ann,ann@acme.example,1,Germany,Berlin',
    'WANG,王伟,王伟,wang@customer.example,1,China,Shanghai',
    'MUTE,Mute Ltd,Mo,,1,Norway,Oslo',
  ].join('\n'),
  products: [
    'sku,name,category,unit,unit_price,currency,supplier_code',
    'CUP,Cup,Ware,piece,10.00,USD,',
  ].join('\n'),
  stock: ['sku,warehouse,location,on_hand,low_alert,high_alert,capacity', 'CUP,MAIN,A,100000,,,'].join('\n'),
  orders: [
    'number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse',
    ...orders.map(({ head }) => head),
  ].join('\n'),
  order_lines: [
    'order_number,line,sku,quantity,unit_price,discount,shipped_quantity',
    ...orders.map(({ line }) => line),
  ].join('\n'),
  payments: [
    'order_number,method,amount,currency,paid_on,reference',
    ...numbers('PAID').map((number) => `${number},bank_transfer,100.00,USD,2026-01-06,P-${number}`),
  ].join('\n'),
};

/** A small company of the suite's own: its people, and orders of each kind of decision. */
export const openCompany = async (): Promise<Desk> => {
  const folder = await mkdtemp(join(tmpdir(), 'countermand-company-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, `${name}.csv`), `${text}\n`);
  const desk = await openDesk();
  const imported = await importFolder(desk.db, { folder });
  await rm(folder, { recursive: true });
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusals));
  return desk;
};

/** The mail address of one of its people. */
export const at = (name: string): string => `${name}@desk.example`;

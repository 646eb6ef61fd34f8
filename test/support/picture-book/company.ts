import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFolder } from '../../../src/features/import/import-folder.js';
import type { Database } from '../../../src/platform/db/client.js';

/** A company for the pictures: nothing in it changes from day to day, and each order is there for something to be seen. */
const FILES: Readonly<Record<string, string>> = {
  'members.csv': `email,name,department,roles
tom.becker@demo.example,Tom Becker,Sales Europe,sales
sara.lindholm@demo.example,Sara Lindholm,Sales Europe,sales
priya.nair@demo.example,Priya Nair,Sales Europe,sales
chen.wei@demo.example,陈伟,Sales Asia,sales
marco.rossi@demo.example,Marco Rossi,Sales Europe,manager
fiona.grant@demo.example,Fiona Grant,Finance,finance
wanda.kowal@demo.example,Wanda Kowal,Warehouse,warehouse
aaron.audit@demo.example,Aaron Audit,Finance,auditor
ada.admin@demo.example,Ada Admin,Finance,admin
`,
  'customers.csv': `code,name,contact,email,phone,country,city
BLUEBIRD,Bluebird Bistro,Hannah Moore,hannah@bluebird.example,,GB,Leeds
MAPLE,Maple & Co. <Bakery>,Owen Clarke,owen@maple.example,,CA,Toronto
BAIHE,百合茶馆,王芳,wang.fang@baihe.example,,CN,杭州
`,
  'suppliers.csv': `code,name,contact,email,phone,country,city
ALPEN,Alpen Käserei AG,Beat Frei,beat@alpen.example,,CH,Chur
`,
  'products.csv': `sku,name,category,unit,unit_price,currency,supplier_code
CM-001,Mountain cheese of the Upper Engadine aged for 24 months,Cheese,wheel,74.50,USD,ALPEN
CM-007,Ceylon black tea,Tea,100 bags,9.90,USD,ALPEN
CM-009,Jasmine tea 茉莉花茶,Tea,250 g,14.75,USD,ALPEN
CM-014,"Olive oil, canister",Oil,5 l,48.50,USD,ALPEN
CM-035,Ginger sweets 姜糖,Sweets,30 × 100 g,41.70,USD,ALPEN
CM-039,Sea salt flakes,Condiments,12 × 250 g,34.80,USD,ALPEN
`,
  'stock.csv': `sku,warehouse,location,on_hand,low_alert,high_alert,capacity
CM-001,MAIN,A-01,8,,,
CM-007,MAIN,C-07,900,,,
CM-009,MAIN,A-09,900,,,
CM-014,MAIN,B-14,900,,,
CM-035,MAIN,C-35,900,,,
CM-039,MAIN,C-39,900,,,
`,
  'orders.csv': `number,kind,party_code,owner_email,placed_on,required_on,currency,freight,status,warehouse
SO-1058,sales,BLUEBIRD,sara.lindholm@demo.example,2026-02-10,2026-12-01,USD,17.50,processing,MAIN
SO-1060,sales,MAPLE,tom.becker@demo.example,2026-02-12,2026-12-01,USD,31.50,shipped,MAIN
SO-1063,sales,BLUEBIRD,sara.lindholm@demo.example,2026-02-15,2026-12-01,USD,20.50,processing,MAIN
SO-1065,sales,MAPLE,tom.becker@demo.example,2026-02-17,2026-12-01,USD,26.50,processing,MAIN
SO-1066,sales,BAIHE,sara.lindholm@demo.example,2026-02-18,2026-12-01,USD,33.50,processing,MAIN
SO-1067,sales,BAIHE,chen.wei@demo.example,2026-02-18,2026-12-01,USD,26.50,new,MAIN
SO-1068,sales,BLUEBIRD,tom.becker@demo.example,2026-02-19,2026-12-01,USD,31.50,new,MAIN
SO-1070,sales,MAPLE,priya.nair@demo.example,2026-02-20,2026-12-01,USD,5.50,processing,MAIN
SO-1071,sales,BLUEBIRD,tom.becker@demo.example,2026-02-21,2026-12-01,USD,40.00,new,MAIN
SO-1072,sales,MAPLE,tom.becker@demo.example,2026-02-21,2026-12-01,USD,21.50,new,MAIN
PO-501,purchase,ALPEN,wanda.kowal@demo.example,2026-02-02,2026-12-02,USD,0,processing,MAIN
`,
  'order_lines.csv': `order_number,line,sku,quantity,unit_price,discount,shipped_quantity
SO-1058,1,CM-014,8,48.50,0,0
SO-1060,1,CM-039,6,34.80,0,6
SO-1060,2,CM-007,3,9.90,0,3
SO-1063,1,CM-035,11,41.70,0,0
SO-1065,1,CM-001,12,74.50,0.10,0
SO-1065,2,CM-009,9,14.75,0,0
SO-1065,3,CM-035,4,41.70,0.05,0
SO-1066,1,CM-009,10,14.75,0,0
SO-1066,2,CM-014,10,48.50,0,0
SO-1067,1,CM-007,9,9.90,0,0
SO-1068,1,CM-007,9,9.90,0,0
SO-1068,2,CM-014,12,48.50,0.05,0
SO-1070,1,CM-039,40,34.80,0,0
${[7, 9, 14, 35, 39, 7, 9, 14, 35, 39].map((product, line) => `SO-1071,${line + 1},CM-${String(product).padStart(3, '0')},${2 * line + 3},20.00,0,0`).join('\n')}
SO-1072,1,CM-035,10,41.70,0,0
PO-501,1,CM-001,40,45.00,0,0
`,
  'payments.csv': `order_number,method,amount,currency,paid_on,reference
SO-1066,paypal,199.58,USD,2026-02-19,PAY-1066
SO-1068,card,200.00,USD,2026-02-21,PAY-1068
PO-501,bank_transfer,250.00,USD,2026-02-03,DEP-501
`,
  'shipments.csv': `order_number,carrier,tracking,shipped_on,delivered_on
SO-1060,Polar Post,PP70059,2026-02-16,
`,
};

/** Imports it as an operator would. */
export const importPictureCompany = async (db: Database): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'countermand-pictures-'));
  try {
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
    const report = await importFolder(db, { folder });
    if (!report.ok) throw new Error(`the company was not imported: ${JSON.stringify(report)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

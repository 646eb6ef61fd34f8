import type { Life, Story } from '../../support/company-journey/live-through.js';
import { type CompanyStory, tellCompanyStory } from '../../support/company-journey/tell-company-story.js';
import { hasNorthwind, NORTHWIND } from '../../support/northwind.js';
import { SOCKET_AND_POSTGRES } from '../../support/ways.js';

/** The 21 unshipped orders, as the approval policy has them: order, owner, who decides; and what becomes of each here. */
const TABLE: readonly (readonly [string, string, string, Story])[] = [
  ['SO-11008', 'robert.king', 'manager', 'edited before the last decides, asked again'],
  ['SO-11019', 'michael.suyama', 'manager finance', 'settled'],
  ['SO-11039', 'nancy.davolio', 'manager', 'rejected by the first'],
  ['SO-11040', 'margaret.peacock', 'manager finance', 'rejected by the last, asked again'],
  ['SO-11045', 'michael.suyama', 'manager', 'rejected by the first, asked again'],
  ['SO-11051', 'robert.king', '', 'settled'],
  ['SO-11054', 'laura.callahan', 'manager', 'settled'],
  ['SO-11058', 'anne.dodsworth', 'manager finance', 'paid more before the last decides, asked again'],
  ['SO-11059', 'andrew.fuller', 'manager', 'settled'],
  ['SO-11061', 'margaret.peacock', 'manager finance', 'settled'],
  ['SO-11062', 'margaret.peacock', 'manager', 'withdrawn at once'],
  ['SO-11065', 'laura.callahan', 'manager', 'settled'],
  ['SO-11068', 'laura.callahan', 'manager', 'two decide at once'],
  ['SO-11070', 'andrew.fuller', 'manager finance', 'settled'],
  ['SO-11071', 'nancy.davolio', 'manager', 'settled'],
  ['SO-11072', 'margaret.peacock', 'manager finance', 'withdrawn between two steps'],
  ['SO-11073', 'andrew.fuller', 'manager finance', 'settled'],
  ['SO-11074', 'robert.king', 'manager', 'settled'],
  ['SO-11075', 'laura.callahan', 'manager', 'settled'],
  ['SO-11076', 'margaret.peacock', 'manager finance', 'settled'],
  ['SO-11077', 'nancy.davolio', 'manager', 'settled'],
];

const at = (name: string): string => `${name}@northwind.example`;

const lives = TABLE.map(
  ([number, owner, roles, story]): Life => ({
    number,
    owner: at(owner),
    decidedBy: (['manager', 'finance'] as const).filter((role) => roles.includes(role)),
    story,
    ...(number === 'SO-11058' ? { paysMore: 100_00n } : {}),
    ...(number === 'SO-11070' ? { money: { 'cancel.refund': 'bank_transfer' } } : {}),
  }),
);

const northwind: CompanyStory = {
  folder: NORTHWIND,
  way: SOCKET_AND_POSTGRES,
  deciders: {
    manager: [at('andrew.fuller'), at('steven.buchanan')],
    finance: [at('fiona.ledger')],
  },
  lives,
  payouts: [
    { number: 'SO-11019', refunds: 1, failsAtFirst: true },
    { number: 'SO-11040', refunds: 1 },
    { number: 'SO-11058', refunds: 2 },
    { number: 'SO-11061', refunds: 1 },
    { number: 'SO-11070', refunds: 1 },
    { number: 'SO-11073', refunds: 1, failsAtFirst: true },
    { number: 'SO-11076', refunds: 1 },
  ],
};

tellCompanyStory(
  `the 21 unshipped orders of Northwind${hasNorthwind ? '' : ' (not run: ../shared/data/northwind is not there)'}`,
  { ...northwind, runs: hasNorthwind },
);

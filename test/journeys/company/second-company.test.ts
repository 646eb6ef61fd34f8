import type { Life, Story } from '../../support/company-journey/live-through.js';
import type { Answers } from '../../support/company-journey/people-at-work.js';
import { tellCompanyStory } from '../../support/company-journey/tell-company-story.js';
import { CANCELLABLE, SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';
import { HTTP_AND_REDIS } from '../../support/ways.js';

const at = (name: string): string => `${name}@brightwater.example`;

/** What becomes of each order; the others are settled. */
const STORY_OF: Readonly<Record<string, Story>> = {
  'S-1002': 'rejected by the first, asked again',
  'S-1003': 'two decide at once',
  'S-1004': 'withdrawn between two steps',
  'S-1011': 'rejected by the last',
  'S-1013': 'rejected by the last, asked again',
  'S-1022': 'withdrawn at once',
  'S-1024': 'paid more before the last decides, asked again',
  'S-1032': 'rejected by the first',
  'S-1033': 'edited before the last decides, asked again',
};

const KEPT: Answers = { 'cancel.refund': 'keep', 'cancel.refund-note': 'The deposit is forfeit.' };
const MONEY: Readonly<Record<string, Answers>> = {
  'S-1012': { 'cancel.refund': 'bank_transfer' },
  'S-1014': KEPT,
  'S-1015': KEPT,
};

const lives = CANCELLABLE.map(
  ({ number, owner, decidedBy }): Life => ({
    number,
    owner: at(owner),
    decidedBy,
    story: STORY_OF[number] ?? 'settled',
    ...(MONEY[number] === undefined ? {} : { money: MONEY[number] }),
    ...(number === 'S-1024' ? { paysMore: 2_999n } : {}),
  }),
);

tellCompanyStory('the second company: yen, dinars, two places a product, backorder, Chinese names', {
  folder: SECOND_DATA_SET,
  way: HTTP_AND_REDIS,
  deciders: {
    manager: [at('anna.holt'), at('wei.zhang')],
    finance: [at('paul.marks'), at('yuki.sato')],
  },
  lives,
  payouts: [
    { number: 'S-1012', refunds: 2, failsAtFirst: true },
    { number: 'S-1013', refunds: 2 },
    { number: 'S-1024', refunds: 3 },
    { number: 'S-1034', refunds: 1, failsAtFirst: true },
  ],
});

import { addressOf } from './company.js';

/** What a stranger can try in the demo company, from request to payout; SO-1068 is open and partly paid by card. */
export const DEMO_TOUR = [
  {
    step: 'ask',
    as: addressOf('sara.lindholm'),
    place: 'general',
    type: '/order cancel SO-1068',
  },
  { step: 'approve', as: addressOf('marco.rossi'), place: 'order-approvals' },
  { step: 'pay', as: addressOf('fiona.grant'), place: 'order-approvals' },
] as const;

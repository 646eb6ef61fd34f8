import { addressOf } from './company.js';

/** What a stranger can try in the demo company, from request to payout; the order is open and partly paid by card. */
export const DEMO_TOUR = {
  about: 'SO-1068',
  stopped: { button: 'request.ask-again', to: addressOf('sara.lindholm'), pressed: false },
  steps: [
    {
      step: 'ask',
      as: addressOf('sara.lindholm'),
      place: 'general',
      type: '/order cancel SO-1068',
      done: { button: 'request.approve', to: addressOf('marco.rossi'), pressed: false },
    },
    {
      step: 'approve',
      as: addressOf('marco.rossi'),
      place: 'order-approvals',
      done: { button: 'request.approve', to: addressOf('fiona.grant'), pressed: false },
    },
    {
      step: 'pay',
      as: addressOf('fiona.grant'),
      place: null,
      done: { button: 'payout.paid', to: addressOf('fiona.grant'), pressed: true },
    },
  ],
} as const;

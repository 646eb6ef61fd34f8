/** What a stranger can try in the demo company, from request to payout; SO-1068 is open and partly paid by card. */
export const DEMO_TOUR = [
  {
    as: 'sara.lindholm@demo.example',
    title: 'Be Sara and ask',
    text: 'Sara sells. She wants to recall order SO-1068 of Bluebird Bistro.',
    place: 'general',
    type: '/order cancel SO-1068',
  },
  {
    as: 'marco.rossi@demo.example',
    title: 'Be Marco and approve',
    text: 'Marco manages sales. The request waits for him in the approvals channel.',
    place: 'order-approvals',
  },
  {
    as: 'fiona.grant@demo.example',
    title: 'Be Fiona and pay out',
    text: 'Fiona keeps the books. She approves the refund, then records it as paid. The customer’s letter is in the mailbox.',
    place: 'order-approvals',
  },
] as const;

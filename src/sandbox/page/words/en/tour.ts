/** What a stranger is proposed, step by step. */
export const tour = {
  label: 'Try it',
  skip: 'Skip the tour',
  again: 'Show the tour',
  steps: {
    ask: {
      title: 'Be Sara and ask',
      text: 'Sara sells. She wants to recall order SO-1068 of Bluebird Bistro.',
    },
    approve: {
      title: 'Be Marco and approve',
      text: 'Marco manages sales. The request waits for him in the approvals channel.',
    },
    pay: {
      title: 'Be Fiona and pay out',
      text: 'Fiona keeps the books. She approves the refund, then records it as paid. The customer’s letter is in the mailbox.',
    },
  },
};

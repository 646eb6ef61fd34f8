/** What a stranger is proposed, step by step. */
export const tour = {
  label: 'Try it',
  skip: 'Skip the tour',
  again: 'Show the tour',
  close: 'Close the tour',
  more: 'What is this?',
  less: 'Less',
  stepDone: 'done',
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
      title: 'Be Fiona and pay back',
      text: 'Fiona keeps the books. In her messages from Countermand she approves too, then records the refund as paid.',
    },
  },
  over: 'Done: the order is cancelled, the money paid back, and the customer has a letter.',
  stopped: 'The request was rejected, and the order stays as it was. Sara can ask again from her messages.',
  ideas: { mail: 'Read the letter', books: 'Check the books', 'start-over': 'Start over' },
};

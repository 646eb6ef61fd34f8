/** What finance is asked and told about refunds. */
export const payouts = {
  about: '{{number}} · {{party}}\n{{refund}}',
  paidTitle: 'Paid back',
  paidText: 'Record this after the money has left. The requester is told.',
  paidLabel: 'Reference of the bank or payment provider',
  paidSubmit: 'Record as paid',
  unpaidTitle: 'Could not be paid',
  unpaidText: 'The refund stays owed and can be tried again.',
  unpaidLabel: 'Why it could not be paid',
  unpaidSubmit: 'Record',
  recordedPaid: 'Recorded as paid, reference {{reference}}.',
  sameReference:
    'This reference was recorded before for {{numbers}}. If that was not one transfer for both, please check with the bank.',
  recordedUnpaid: 'Recorded. The refund stays owed; press “Try again” when it can be paid.',
  reopened: 'The refund is open again.',
  notFound: 'This refund does not exist. Nothing was changed.',
  financeOnly: 'Payouts are recorded by finance. Nothing was changed.',
  ownRequest: 'You asked for this cancellation yourself, so somebody else in finance has to pay it out.',
  alreadyPaid: 'Already recorded as paid, reference {{reference}}. Nothing was changed.',
  paidTwice:
    'If you have paid as well, the money has left twice: your reference {{reference}} is kept in the history of the order; please speak to your colleague and the bank.',
  alreadyFailed: 'Already recorded as not paid. Press “Try again” first.',
  alreadyOpen: 'This refund is open already.',
} as const;

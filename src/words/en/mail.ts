/** Letters to customers. */
export const mail = {
  subject: 'Your order {{number}} is cancelled',
  greeting: 'Dear {{name}},',
  cancelled: 'Your order {{number}} has been cancelled. Nothing of it will be delivered.',
  linesTitle: 'What was cancelled',
  line: '{{quantity}} × {{name}} ({{sku}})',
  freight: 'Freight',
  total: 'Total',
  moneyTitle: 'What happens to your money',
  paidBackOriginal: 'We will pay back {{amount}} the way you paid.',
  paidBackByTransfer: 'We will pay back {{amount}} by bank transfer.',
  kept: '{{amount}} of what you paid is kept and not paid back.',
  fee: 'A cancellation fee of {{amount}} is kept.',
  nothingPaid:
    'We have received no payment for this order, so there is nothing to pay back. Please do not pay it any more.',
  contact: 'Questions? Your contact for this order is {{name}}.',
} as const;

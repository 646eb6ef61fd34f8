/** One picture of the book: what it shows, when Slack or a mail program shows it, and to whom. */
export interface Picture {
  readonly title: string;
  readonly when: string;
}

/** Pictures by name, group by group, in the order in which the page has them. */
export const PICTURES = {
  'Looking an order up': {
    help: { title: 'Help', when: '`/order help`, or nothing after `/order`; to whoever types it' },
    'not-understood': { title: 'Not understood', when: 'Words that are no command; to whoever types them' },
    'order-new': { title: 'An order that can be cancelled', when: '`/order <number>`; to its owner' },
    'order-backorder': { title: 'An order with pieces missing', when: '`/order <number>`' },
    'order-long': { title: 'An order with many lines', when: '`/order <number>`' },
    'order-shipped': { title: 'A shipped order', when: '`/order <number>`' },
    'order-purchase': { title: 'A purchase order', when: '`/order <number>`; to the warehouse' },
    'order-window': { title: 'An order in a window', when: 'Show all lines, and Show in a list of a window' },
    'order-not-found': { title: 'No such order', when: 'A number that nobody or somebody else has' },
    'order-similar': { title: 'Numbers like it', when: 'A number with a slip of the finger' },
    'found-page': { title: 'Orders found', when: '`/order find <words>`' },
    'found-nothing': { title: 'Nothing found', when: '`/order find <words>`' },
    'pending-none': { title: 'Nothing pending', when: '`/order pending`' },
    'history-none': { title: 'No history yet', when: '`/order history <number>`' },
    'look-up': { title: 'Look up an order', when: 'The button in Home, and the shortcut' },
  },
  'Asking to cancel': {
    'cancel-loading': { title: 'One moment', when: 'For an instant, until the order is read' },
    'cancel-form': { title: 'The form', when: '`/order cancel <number>`, or the button on the order' },
    'cancel-errors': { title: 'Something is missing', when: 'Next, with answers missing' },
    'cancel-confirmation': { title: 'What will happen', when: 'Next; with the mail to the customer' },
    'cancel-outcome': { title: 'Asked for', when: 'Ask to cancel' },
    'cancel-keep': { title: 'Keeping a deposit', when: 'The form, with “Keep it”' },
    'cancel-by-policy': {
      title: 'Nobody has to decide',
      when: 'The same for a small amount with nothing paid',
    },
    'cancel-blocked': { title: 'Cannot be cancelled', when: 'The order was shipped' },
    'cancel-open-already': { title: 'Asked for already', when: 'The order has an open request' },
    'cancel-not-yours': { title: 'Not yours to cancel', when: 'To an auditor' },
    'order-requested': { title: 'An order with an open request', when: '`/order <number>`; to who asked' },
  },
  Deciding: {
    'decision-manager': {
      title: 'A manager is asked',
      when: 'Direct message to each manager who may decide; the same stands in the approvals channel',
    },
    'decision-note': { title: 'With a note, money kept', when: 'The same' },
    'pending-list': { title: 'What is pending', when: '`/order pending`; to a manager' },
    'reject-form': { title: 'Reject', when: 'Reject…' },
    'reject-done': { title: 'Rejected', when: 'After the reason is given' },
    'approve-answer': { title: 'Approved, one more to decide', when: 'Approve; to who pressed it' },
    'decision-next': { title: 'The step is decided', when: 'The manager’s message, after it was approved' },
    'decision-finance': { title: 'Finance is asked', when: 'Direct message to finance' },
    'approve-answer-last': { title: 'Approved by all', when: 'Approve, the last step' },
    'decision-done': { title: 'The order is cancelled', when: 'The message of who decided, at the end' },
    'decision-rejected': { title: 'Rejected', when: 'The same after a rejection' },
    'decision-withdrawn': { title: 'Withdrawn', when: 'The same after the requester withdrew' },
    'decision-stale': { title: 'Closed, as the order changed', when: 'The same when the order had changed' },
    'decision-attention': { title: 'A step is stuck', when: 'The same while somebody has to look' },
    'decide-wrong-person': { title: 'Somebody else decides', when: 'Approve, pressed by who may not' },
    'decide-own': { title: 'One’s own request', when: 'Approve, pressed by who asked' },
    'decide-too-late': { title: 'Already decided', when: 'Approve, pressed once more' },
    'withdraw-answer': { title: 'Withdrawn', when: 'Withdraw; to who asked' },
  },
  'What the requester is told': {
    'outcome-done': { title: 'Cancelled', when: 'Direct message' },
    'outcome-rejected': { title: 'Rejected', when: 'Direct message' },
    'outcome-stale': { title: 'The order changed', when: 'Direct message' },
    'outcome-attention': { title: 'A step is stuck', when: 'Direct message' },
    'outcome-paid': { title: 'Paid back', when: 'Direct message' },
    'outcome-unpaid': { title: 'Could not be paid yet', when: 'Direct message' },
    'ask-again': { title: 'Ask again', when: 'Ask again…; with the earlier answers' },
    'order-cancelled': { title: 'A cancelled order', when: '`/order <number>`' },
    history: { title: 'What happened', when: '`/order history <number>`' },
  },
  Payouts: {
    'payout-request': {
      title: 'A refund to pay',
      when: 'Direct message to finance; the same stands in the operations channel',
    },
    'paid-form': { title: 'Record as paid', when: 'Paid…' },
    'paid-answer': { title: 'Recorded', when: 'After the reference is given' },
    'unpaid-form': { title: 'Could not be paid', when: 'Could not be paid…' },
    'payout-failed': {
      title: 'A refund that could not be paid',
      when: 'The message to finance, from then on',
    },
    'payout-paid': { title: 'A refund that is paid', when: 'The same, at the end' },
  },
  'App Home': {
    'home-sales': { title: 'In sales', when: 'App Home' },
    'home-manager': { title: 'A manager', when: 'App Home' },
    'home-finance': { title: 'In finance', when: 'App Home' },
    'home-warehouse': { title: 'In the warehouse, with a stuck step', when: 'App Home' },
    'home-admin': { title: 'An admin', when: 'App Home' },
    'home-stranger': { title: 'Nobody’s member', when: 'App Home' },
    members: { title: 'Members', when: 'Members, in an admin’s Home' },
  },
  'When something is in the way': {
    'not-a-member': { title: 'Not a member', when: 'Any command' },
    guest: { title: 'A guest', when: 'Any command' },
    'switched-off': { title: 'Switched off', when: 'Any command' },
    'gone-wrong': { title: 'Something went wrong', when: 'The database does not answer' },
    'admins-only': { title: 'No right', when: 'A settings control of somebody who is no admin any more' },
  },
  Channels: {
    'channel-approval': {
      title: 'The approvals channel',
      when: 'For each request; Approve and Reject leave it when it is decided',
    },
    'channel-done': { title: 'The same at the end', when: 'Drawn again with every step' },
    'channel-thread': {
      title: 'The operations channel',
      when: 'One thread for each request that is approved',
    },
    'channel-steps': { title: 'In its thread', when: 'Steps that are done' },
    'channel-attention': {
      title: 'A step needs a hand',
      when: 'In the thread; Retry leaves it when it is tried again',
    },
    'channel-payout': { title: 'A refund to pay', when: 'In the operations channel' },
  },
  'Letters to customers': {
    'mail-html': {
      title: 'As most mail programs show it',
      when: 'When the order is cancelled, if the requester chose so; in the customer’s language',
    },
    'mail-text': { title: 'As plain text', when: 'The same letter' },
  },
} as const satisfies Record<string, Record<string, Picture>>;

type Groups = typeof PICTURES;
/** Every picture's name. */
export type PictureName = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups];

/** Channels are read by people of every language, and so are written in English alone. */
export const ENGLISH_ALONE = 'Channels';

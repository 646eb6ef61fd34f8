/**
 * Everything that Slack hands back to us by name. Exact and unique: all listeners that match run at once. A name that
 * stands in messages already posted must stay understood.
 */
export const ORDER_COMMAND = '/order';
export const LOOK_UP_SHORTCUT = 'look-up-order';
/** In the menu of each message. */
export const FIND_IN_MESSAGE = 'find-in-message';

// The order card and the lists. Value: an order's number.
export const SHOW_ORDER = 'order.show';
export const SHOW_LINES = 'order.lines';
export const SHOW_HISTORY = 'order.history';
export const CANCEL_ORDER = 'order.cancel';
/** Value: a request's id. */
export const WITHDRAW_REQUEST = 'request.withdraw';

// Search. The value of a page: its number from 0 and the words that were looked for.
export const FIND_PREVIOUS = 'find.previous';
export const FIND_NEXT = 'find.next';
export const OPEN_LOOK_UP = 'look-up.open';
export const LOOK_UP_VIEW = 'look-up';
export const LOOK_UP_WORDS = 'look-up.words';

// App Home.
export const CHOOSE_CHANNEL = 'home.channel';
export const SHOW_MEMBERS = 'home.members';

// Deciding. Value: request id, position of the step and the first twelve digits of the plan's hash, with dots between.
export const APPROVE_REQUEST = 'request.approve';
export const REJECT_REQUEST = 'request.reject';
export const REJECT_VIEW = 'request.reject-form';
export const REJECT_REASON = 'request.reject-reason';

// Payouts. Value: the refund's id and the number of the try, with a dot between.
export const PAYOUT_PAID = 'payout.paid';
export const PAYOUT_UNPAID = 'payout.unpaid';
export const PAYOUT_TRY_AGAIN = 'payout.try-again';
export const PAID_VIEW = 'payout.paid-form';
export const UNPAID_VIEW = 'payout.unpaid-form';
export const PAYOUT_TEXT = 'payout.text';

/** Value: the execution's id and the step, with a dot between. */
export const RETRY_STEP = 'step.retry';

/** Value: the id of the request that is asked again. */
export const ASK_AGAIN = 'request.ask-again';

// The cancel modal: a form, and a confirmation in its place. Fields have their block's name too.
export const CANCEL_FORM = 'cancel.form';
export const CANCEL_CONFIRMATION = 'cancel.confirmation';
export const CANCEL_ASKED_BY = 'cancel.asked-by';
export const CANCEL_CONFIRMED_HOW = 'cancel.confirmed-how';
export const CANCEL_CONFIRMED_ON = 'cancel.confirmed-on';
export const CANCEL_REASON = 'cancel.reason';
export const CANCEL_NOTE = 'cancel.note';
export const CANCEL_REFUND = 'cancel.refund';
export const CANCEL_REFUND_NOTE = 'cancel.refund-note';
export const CANCEL_TELL = 'cancel.tell';
/** The same question while fraud is suspected: of its own id, so that Slack does not keep the tick. */
export const CANCEL_TELL_SUSPECT = 'cancel.tell-suspect';
/** The same texts on the confirmation, under names of their own so that Slack takes over what is given to it. */
export const CANCEL_NOTE_AGAIN = 'cancel.note-again';
export const CANCEL_REFUND_NOTE_AGAIN = 'cancel.refund-note-again';
export const CANCEL_BACK = 'cancel.back';

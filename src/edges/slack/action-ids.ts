/**
 * Everything that Slack hands back to us by name. Exact and unique: all listeners that match run at once. A name that
 * stands in messages already posted must stay understood.
 */
export const ORDER_COMMAND = '/order';
export const LOOK_UP_SHORTCUT = 'look-up-order';

// The order card and the lists. Value: an order's number.
export const SHOW_ORDER = 'order.show';
export const SHOW_LINES = 'order.lines';
export const SHOW_HISTORY = 'order.history';
export const CANCEL_ORDER = 'order.cancel';
/** Value: a request's id. */
export const WITHDRAW_REQUEST = 'request.withdraw';

// Search by form. The value of a page: the page and the words that were looked for.
export const FIND_PAGE = 'find.page';
export const OPEN_LOOK_UP = 'look-up.open';
export const LOOK_UP_VIEW = 'look-up';
export const LOOK_UP_WORDS = 'look-up.words';

// App Home.
export const CHOOSE_CHANNEL = 'home.channel';
export const SHOW_MEMBERS = 'home.members';

/** A button that only opens a web page: Slack reports the click all the same. */
export const FOLLOW_LINK = 'link.followed';

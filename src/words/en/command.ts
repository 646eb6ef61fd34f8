/** What `/order` says of itself. */
export const command = {
  help: '*Countermand* looks up and recalls orders. Type:',
  help_show: '`/order <number>` — an order with what can be done with it',
  help_find: '`/order find <words>` — orders by number, customer, product or owner, such as `{{example}}`',
  help_filters: 'Filters for find: `{{filters}}`',
  help_cancel: '`/order cancel <number>` — ask to cancel an order',
  help_history: '`/order history <number>` — what was asked and decided on an order',
  help_pending: '`/order pending` — open requests, and what waits for your decision',
  help_help: '`/order help` — this list',
  unknown: 'I do not know “{{typed}}”.',
  later: 'This version cannot `{{verb}}` yet. See `/order help` for what it can.',
  needsNumber: 'Which order? For example `/order {{verb}} SO-1063`.',
  findExample: '/order find cheese status:new amount>500',
  needsWords:
    'What are you looking for? For example `{{example}}`. Words and these filters go together: `{{filters}}`.',
} as const;

/** The App Home and what an admin sets there. */
export const home = {
  title: 'Countermand',
  intro: 'Look an order up here, or type `/order` in any conversation.',
  lookUpButton: 'Look up an order',
  lookUpLabel: 'Look up an order by number, customer or SKU',
  decideTitle: 'Waits for your decision',
  decideNone: 'Nothing waits for your decision.',
  attentionTitle: 'Needs a hand',
  payoutTitle: 'Refunds that are owed',
  ownTitle: 'Your open requests',
  ownNone: 'You have no open request.',

  settingsTitle: 'Settings',
  channel_approvals: '*Approvals*: requests that wait for a decision',
  channel_ops: '*Operations*: what is being done, and what needs a hand',
  channelByName: '{{what}}\nUntil a channel is chosen: #{{name}}',
  channelHint: 'Countermand must be in a channel to post to it: type `/invite @Countermand` there first.',
  channelConfirmTitle: 'Who will read this?',
  channelReaders_approvals:
    'Everybody in this channel, guests too, will read each request: order number, customer, amount and the reason, even “Fraud suspected”. A public channel is open to the whole workspace: a private one is safer.',
  channelReaders_ops:
    'Everybody in this channel, guests too, will read what becomes of each request: order number, amounts that are paid back, and what went wrong. A public channel is open to the whole workspace: a private one is safer.',
  channelConfirmYes: 'Use this channel',
  channelConfirmNo: 'Choose another',
  announce_approvals: 'Requests to cancel an order are posted here from now on. Chosen by {{who}}.',
  announce_ops:
    'What is done about cancellations, and what needs a hand, is posted here from now on. Chosen by {{who}}.',
  chosen: 'Done: {{channel}} is used from now on.',
  notInChannel:
    'Countermand cannot post to {{channel}}, so nothing was changed. Type `/invite @Countermand` there, then choose it again.',
  channelTryAgain:
    'Slack did not answer as it should, so nothing was changed. Please choose the channel again in a minute.',
  adminsOnly: 'Only an admin can change that. Nothing was changed.',

  membersButton: 'Members',
  membersLabel: 'Show the members of Countermand and their roles',
  membersTitle: 'Members',
  memberLine: '*{{name}}* · {{roles}} · {{department}}\n{{email}}',
  role_sales: 'sales',
  role_manager: 'manager',
  role_finance: 'finance',
  role_warehouse: 'warehouse',
  role_admin: 'admin',
  role_auditor: 'auditor',
  memberInactive: 'switched off',
  memberUnbound: 'has not used it yet',
  membersNoRole: 'no role',
  membersMore_one: '{{count}} more is not shown.',
  membersMore_other: '{{count}} more are not shown.',
  membersHint:
    'To add or change somebody, type where Countermand runs: `npx countermand member set <e-mail> --roles sales,manager --department Sales`',
} as const;

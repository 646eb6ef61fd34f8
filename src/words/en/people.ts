/** Who somebody is to us, and what every answer of the bot has in common. */
export const people = {
  title: 'Countermand',
  close: 'Close',
  listSeparator: ', ',
  sentenceSeparator: ' ',
  loading: 'One moment…',
  notMember:
    'You are not registered with Countermand, so it cannot show or do anything for you. Please ask {{admins}} to add you.',
  boundElsewhere:
    'Countermand knows your e-mail address from another Slack account, so nothing was done. If your account was made anew, please ask {{admins}} to unbind the old one: `npx countermand member set <e-mail> --unbind`.',
  inactive:
    'Your Countermand account is switched off. Nothing was changed. Please ask {{admins}} if you need it.',
  excluded:
    'Countermand works for full members of this workspace only, not for guests, bots or people of other workspaces. Nothing was changed.',
  unreachable:
    'Slack could not tell us right now who you are, so nothing was done. Please try again in a minute.',
  deskUnreachable:
    'The order desk is not reachable right now. Nothing was changed. Please try again in a few minutes.',
  noAdmins: 'whoever runs Countermand in your company',
  triggerExpired:
    'The window could not be opened in time. Nothing was changed; please do the same again, or type `/order help`.',
} as const;

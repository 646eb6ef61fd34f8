/** What stands behind the scenes: places that no Slack has, by the name that their address has. */
export const scenes = {
  title: 'Behind the scenes',
  places: {
    mail: { name: 'Mailbox', topic: 'Letters to customers, as their mail program gets them' },
    traffic: { name: 'Payloads', topic: 'What went both ways, the newest first' },
    trouble: { name: 'Trouble', topic: 'Things that go wrong, at the turn of a switch' },
    queue: { name: 'Queue', topic: 'What is on its way, and what waits' },
    books: { name: 'Check the books', topic: 'Whether every row is as it must be' },
    import: { name: 'Import a folder…', topic: 'Your own company, from CSV files' },
    invite: { name: 'Invite a person', topic: 'Another person to try things as' },
    'start-over': { name: 'Start over', topic: 'Everything as on the first day' },
  },
};

/** What stands behind the scenes: places that no Slack has, by the name that their address has. */
export const scenes = {
  title: 'Behind the scenes',
  places: {
    mail: { name: 'Mailbox', topic: 'Letters to customers, as their mail program gets them' },
    traffic: { name: 'Payloads', topic: 'What went both ways, the newest first' },
    trouble: { name: 'Trouble', topic: 'Things that go wrong, at the turn of a switch' },
  },
};

import { formatsFor } from '../formats.js';

const { number } = formatsFor('en');

/** The frame: who one is, where one can go, and what is wrong with the line. */
export const window = {
  workspace: 'Workspace',
  loading: 'Loading…',
  nobody: 'Nobody is in this workspace yet.',
  beSomebodyElse: 'Be somebody else',
  connectionLost: 'The connection is lost. Trying again…',
  unreachable: 'The sandbox cannot be reached. Is it still running?',
  notThere: 'This person or place is no longer here.',
  refused: (status: number) => `That did not work; the sandbox answered ${status}.`,
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  channels: 'Channels',
  apps: 'Apps',
  outside: 'Outside',
  mailbox: (mails: number) => `Mailbox (${number(mails)})`,
  unread: 'unread',
  skip: 'Skip to the conversation',
  findPerson: 'Find a person',
  morePeople: (people: number) => `and ${number(people)} more`,
  youAre: 'You are',
  newWindow: 'Open a second window',
  beInNewWindow: (name: string) => `Be ${name} in a new window`,
  dismiss: 'Dismiss',
};

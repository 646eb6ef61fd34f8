import type { EventType } from '../../../../kernel/events.js';
import { formatsFor } from '../formats.js';

const { counted, number, list } = formatsFor('en');

const events: Readonly<Record<EventType, string>> = {
  'request.created': 'A cancellation was asked for',
  'request.step-approved': 'One step was approved, another is next',
  'execution.started': 'It was approved and is being carried out',
  'request.rejected': 'It was rejected',
  'request.withdrawn': 'It was withdrawn',
  'request.stale': 'The order had changed: to be asked again',
  'step.done': 'A step is done',
  'step.needs-attention': 'A step needs attention',
  'step.retried': 'A step is tried again',
  'execution.settled': 'The order is cancelled',
  'refund.paid': 'A refund was paid out',
  'refund.failed': 'A refund could not be paid',
  'refund.reopened': 'A refund is to be paid after all',
};

/** The company behind the app: what it is busy with, and how to start over, import and invite. */
export const desk = {
  queue: {
    nothing: 'Nothing is waiting.',
    waiting: (things: number) =>
      things === 1 ? 'One thing is on its way.' : `${number(things)} things are on their way.`,
    people: (requests: number) =>
      requests === 0
        ? ''
        : `${counted(requests, { one: 'request waits', other: 'requests wait' })} for people.`,
    what: 'What',
    many: 'How many',
    oldest: 'Oldest',
    rows: {
      outbox: 'Events nobody has followed up',
      executions: 'Cancellations approved and not finished',
      due: 'Messages about to be sent',
      retrying: 'Messages to be tried again',
      unknown: 'Messages that may have arrived',
      pending: 'Requests to be decided',
      approved: 'Approved requests not done yet',
      attention: 'Requests that need attention',
      failed: 'Messages that were given up',
      kept: 'Letters kept for want of a mail server',
    },
    lastError: 'Last error:',
    jobs: { postgres: 'Jobs, queued in PostgreSQL', redis: 'Jobs, queued in Redis' },
    noJobs: 'The queue does not answer. Nothing is lost: what is owed stands in the database.',
    lane: 'Lane',
    lanes: { steps: 'Steps', messages: 'Messages' },
    states: { waiting: 'Waiting', active: 'Active', delayed: 'Later', failed: 'Given up' },
    carriedOut: 'Being carried out',
    missing: (steps: readonly string[]) => `still to do: ${list(steps)}`,
    parked: (steps: readonly string[]) => `needs attention: ${list(steps)}`,
    // Widened: a step of a later version has its own name shown.
    steps: { stock: 'stock', finance: 'finance', settle: 'closing' } as Readonly<Record<string, string>>,
    latest: 'What happened last',
    noEvents: 'Nothing has happened yet.',
    events: events as Readonly<Record<string, string>>,
    notFollowedUp: 'not followed up yet',
    ago: (time: string) => `${time} ago`,
    readAgain: 'Not up to date:',
  },
  books: {
    about:
      'Reads every row and says whether stock, money, approvals and messages are as they must be. Changes nothing.',
    check: 'Check now',
    checking: 'Checking…',
    right: (checks: number) => `All ${number(checks)} checks hold.`,
    wrong: (wrong: number, checks: number) =>
      `${counted(wrong, { one: 'check does', other: 'checks do' })} not hold, of ${number(checks)}.`,
    looked: (rows: number) => `${number(rows)} looked at`,
    holds: 'holds',
    fails: (rows: number) => `${number(rows)} wrong`,
  },
  startOver: {
    goes: 'What goes',
    stays: 'What stays',
    workspace: 'Every message, form, file and Home in this workspace',
    mails: 'Every letter in the mailbox',
    faults: 'Every fault that is switched on',
    added: 'Channels that were added',
    invited: 'People who were invited',
    demo: 'Everything done in the demo company: requests, decisions, refunds, stock, books',
    demoAgain: 'The demo company, as on its first day, with dates up to today',
    people: 'Its people, and who you are in this window',
    company: 'Your company: its orders, requests, stock, books and people',
    cards: 'Cards of requests that are still open: they are posted again, as new messages',
    button: 'Start over',
    sureDemo:
      'All messages and mails go, and the demo company goes back to its first day. This cannot be undone.',
    sureOwn: 'All messages and mails go. Your company stays as it is. This cannot be undone.',
    yes: 'Start over',
    no: 'Cancel',
    busy: 'Starting over…',
    done: 'Started over.',
  },
  importing: {
    about:
      'A folder with members.csv, customers.csv, orders.csv and so on. First everything is checked; nothing is changed before you say so.',
    folder: 'Choose a folder…',
    files: 'Choose files…',
    drop: 'or drop the files here',
    chosen: (files: readonly string[]) => `Chosen: ${list(files)}`,
    noCsv: 'There is no CSV file among them.',
    tooLarge: (most: string) =>
      `These files are larger than ${most} together. Import them with the command line.`,
    checking: 'Checking every row…',
    importing: 'Importing…',
    nothingWrong: 'Nothing is wrong. An import would give:',
    imported: 'Imported:',
    file: 'File',
    created: 'New',
    updated: 'Changed',
    unchanged: 'As before',
    reserved: (pieces: number) => `${counted(pieces, { one: 'piece', other: 'pieces' })} reserved`,
    notes: 'Good to know',
    wrong: (rows: number) =>
      rows === 1
        ? 'One thing is wrong; nothing was imported.'
        : `${number(rows)} things are wrong; nothing was imported.`,
    firstOf: (rows: number) => `The first ${number(rows)} are listed.`,
    line: 'Line',
    column: 'Column',
    whole: 'whole row',
    why: 'What is wrong',
    nothing: 'None of these files belongs to an import: members.csv, customers.csv, orders.csv …',
    demoChanged: 'The company changed meanwhile. Choose the files again.',
    button: 'Import',
    replaceButton: 'Replace the demo company…',
    replaceTitle: 'Replace the demo company?',
    replaceSure:
      'The demo company goes, with its people, its orders and everything done in it, and so do all messages and mails. Your company takes its place, to try things with: for your real Slack workspace, import it again with `npx countermand import` into another data folder (COUNTERMAND_HOME). This cannot be undone.',
    replaceYes: 'Replace it',
    no: 'Cancel',
    welcome: 'The people of this company are in the list of people now.',
  },
  inviting: {
    name: 'Name',
    email: 'E-mail address',
    language: 'Language',
    timezone: 'Time zone',
    guest: 'A guest, who is in no channel by themselves',
    member: 'Make them a member of the company',
    memberHint: 'Without this they are in the workspace, but the app does nothing for them.',
    department: 'Department',
    roles: 'Roles',
    roleNames: {
      sales: 'Sales',
      manager: 'Manager',
      finance: 'Finance',
      warehouse: 'Warehouse',
      admin: 'Admin',
      auditor: 'Auditor',
    } as Readonly<Record<string, string>>,
    button: 'Invite',
    done: (name: string) => `${name} is in the workspace.`,
    be: (name: string) => `Be ${name}`,
    errors: {
      required: 'Please fill this in.',
      'too-long': 'At most 80 characters.',
      'not-an-email': 'This is not an e-mail address.',
      taken: 'Somebody with this address is here already.',
      unknown: 'There is no such thing.',
    },
    roleNeeded: 'Choose at least one role.',
  },
};

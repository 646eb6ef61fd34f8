import type { Entry } from '../../../src/sandbox/acting/entered-value.js';
import type { Where } from '../../../src/sandbox/acting/screen.js';
import type { Seen } from '../../../src/sandbox/acting/seen.js';
import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import type {
  ChannelRecord,
  MessageRecord,
  UserRecord,
  ViewRecord,
} from '../../../src/sandbox/workspace/records.js';

/** What a person sees, as the control interface tells it. */
export interface Screen {
  readonly user: UserRecord;
  readonly channels: readonly ChannelRecord[];
  readonly messages: readonly MessageRecord[];
  readonly modals: readonly ViewRecord[];
  readonly home: ViewRecord | null;
  /** The same as people read it. */
  readonly reads: readonly string[];
  readonly readsModal: string;
  readonly readsHome: string;
}

/** A person in a sandbox that runs in another process, reached over its control interface. */
export interface RemotePerson {
  command(text: string, channel?: string): Promise<Seen>;
  act(act: {
    readonly where: Where;
    readonly actionId: string;
    readonly value?: Entry;
    readonly confirm?: boolean;
  }): Promise<Seen>;
  /** Clicks a button of a message; a confirmation dialog is answered with yes. */
  click(message: { readonly channel: string; readonly ts: string }, actionId: string): Promise<Seen>;
  submit(values?: Readonly<Record<string, Entry>>): Promise<Seen>;
  close(all?: boolean): Promise<Seen>;
  openHome(): Promise<Seen>;
  screen(channel?: string): Promise<Screen>;
}

/** A sandbox that runs in another process; every operation of src/sandbox/control can be called by name. */
export interface SandboxClient {
  operation(name: string, input?: object): Promise<unknown>;
  as(emailOrId: string): RemotePerson;
  mails(): Promise<readonly ReceivedMail[]>;
}

/** Reaches the sandbox at this address, such as the one of a product started with `npm start`. */
export const sandboxAt = (url: string): SandboxClient => {
  const operation = async (name: string, input: object = {}): Promise<unknown> => {
    const response = await fetch(new URL(`/sandbox/${name}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${JSON.stringify(body)}`);
    return body;
  };
  // Safe: both ends are the same version, and the control interface answers the records as they are.
  const seen = async (name: string, input: object): Promise<Seen> => (await operation(name, input)) as Seen;
  return {
    operation,
    mails: async () => (await operation('mails')) as readonly ReceivedMail[],
    as: (as) => ({
      command: (text, channel) => seen('command', { as, text, channel }),
      act: (act) => seen('act', { as, ...act }),
      click: (message, actionId) =>
        seen('act', {
          as,
          where: { message: { channel: message.channel, ts: message.ts } },
          actionId,
          confirm: true,
        }),
      submit: (values = {}) => seen('submit', { as, values }),
      close: (all = false) => seen('close', { as, all }),
      openHome: () => seen('open-home', { as }),
      screen: async (channel) => (await operation('screen', { as, channel })) as Screen,
    }),
  };
};

import type { JsonObject } from '../workspace/json.js';
import type { ChannelKind, ViewRecord } from '../workspace/records.js';
import type { ShortcutDeclaration } from '../workspace/workspace.js';

/** One thing that the page proposes to a stranger. */
export interface TourStep {
  /** E-mail address of the person to be. */
  readonly as: string;
  readonly title: string;
  readonly text: string;
  /** Name of the channel where it happens. */
  readonly place: string;
  /** What is put into the composer. */
  readonly type?: string | undefined;
}

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Null for the app itself. */
  readonly email: string | null;
  /** Slack's form: en-US, zh-CN. */
  readonly locale: string;
}

export interface ShownChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly members: number;
  /** Messages of others that came after what the person has read. */
  readonly unread: number;
  /** The newest message that the person sees; empty when there is none. */
  readonly newest: string;
}

export interface ShownMessage {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly author: string;
  readonly name: string;
  readonly byApp: boolean;
  readonly edited: boolean;
  readonly ephemeral: boolean;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly files: readonly { readonly id: string; readonly title: string; readonly alt: string }[];
}

export interface ShownCommand {
  readonly name: string;
  readonly description: string;
  readonly usageHint: string;
}

/** Everything that one person's window shows. */
export interface PageScreen {
  readonly team: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly commands: readonly ShownCommand[];
  readonly shortcuts: readonly ShortcutDeclaration[];
  readonly tour: readonly TourStep[];
  /** Null while nobody is in the workspace. */
  readonly me: ShownPerson | null;
  readonly people: readonly ShownPerson[];
  readonly channels: readonly ShownChannel[];
  /** The channel whose messages follow; null when there is none such for this person. */
  readonly channel: string | null;
  readonly messages: readonly ShownMessage[];
  /** How many older messages were left out. */
  readonly earlier: number;
  readonly modals: readonly ViewRecord[];
  readonly home: ViewRecord | null;
  /** How many mails have arrived; null when there is no mailbox. */
  readonly mails: number | null;
}

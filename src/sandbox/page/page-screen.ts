import type { Troubles } from '../faults/troubles.js';
import type { JsonObject } from '../workspace/json.js';
import type { ChannelKind, ViewRecord } from '../workspace/records.js';
import type { ShortcutDeclaration } from '../workspace/workspace.js';

/** One thing that the page proposes to a stranger. */
export interface TourStep {
  /** Which of the steps that the page has words for. */
  readonly step: 'ask' | 'approve' | 'pay';
  /** E-mail address of the person to be. */
  readonly as: string;
  /** Name of the channel where it happens; null: among their messages from the app. */
  readonly place: string | null;
  /** What is put into the composer. */
  readonly type?: string | undefined;
}

/** What the page proposes to a stranger, one step after the other. */
export interface Tour {
  /** The order that it is about, by its number: every message about it says it. */
  readonly about: string;
  readonly steps: readonly (TourStep & { readonly done: Sign })[];
  /** That somebody said no, so that the steps which are left lead nowhere. */
  readonly stopped?: Sign | undefined;
}

/** By what the workspace shows that a step is done: the app sent somebody (`to`, an address) a button, by its action id. */
export interface Sign {
  readonly button: string;
  readonly to: string;
  /** Whether it has to be gone again, and no other button stands in its place. */
  readonly pressed: boolean;
}

export interface ShownStep extends TourStep {
  readonly done: boolean;
}

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
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
  readonly files: readonly ShownFile[];
  /** The thread that hangs on it; null when nobody has answered. */
  readonly replies: {
    readonly count: number;
    readonly newest: string;
    readonly names: readonly string[];
  } | null;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly alt: string;
  /** In bytes. */
  readonly size: number;
  /** Whether a browser may show it as a picture. */
  readonly picture: boolean;
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
  readonly tour: readonly ShownStep[];
  readonly tourStopped: boolean;
  /** Null while nobody is in the workspace. */
  readonly me: ShownPerson | null;
  readonly people: readonly ShownPerson[];
  readonly channels: readonly ShownChannel[];
  /** The channel whose messages follow; null when there is none such for this person. */
  readonly channel: string | null;
  /** Without the replies in threads. */
  readonly messages: readonly ShownMessage[];
  /** How many older messages were left out. */
  readonly earlier: number;
  /** The thread that was asked for, its first message included; null when none was, or it is gone. */
  readonly thread: readonly ShownMessage[] | null;
  readonly modals: readonly ViewRecord[];
  readonly home: ViewRecord | null;
  /** How many mails have arrived; null when there is no mailbox. */
  readonly mails: number | null;
  /** Everything that is made to go wrong now. */
  readonly troubles: Troubles;
  /** What to say when asking next time for what is new since. */
  readonly revision: number;
}

/** What a window knows already. */
export interface Known {
  readonly revision: number;
  /** Id of the channel that it shows. */
  readonly channel: string;
  /** ts of the oldest message that it shows. */
  readonly from: string;
}

/** A screen of which only what is new is told to a window that knows the rest. */
export interface ScreenNews extends Omit<PageScreen, 'people'> {
  /** Null when they are as they were. */
  readonly people: readonly ShownPerson[] | null;
  /** Whether `messages` holds only what is new or changed; the others are as they were, but for the `gone`. */
  readonly partial: boolean;
  readonly gone: readonly string[];
}

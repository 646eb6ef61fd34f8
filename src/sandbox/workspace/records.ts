import type { JsonObject } from './json.js';

/** The workspace itself, with the secrets made for it. */
export interface WorkspaceRecord {
  readonly teamId: string;
  readonly teamName: string;
  readonly domain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  /** When it was set up or last emptied, ms: what happened before is its past. Absent in older state files. */
  readonly since?: number | undefined;
}

/** A person or the app's bot user. `teamId` other than the workspace's makes a stranger of a shared channel. */
export interface UserRecord {
  readonly id: string;
  readonly teamId: string;
  readonly handle: string;
  readonly name: string;
  readonly email: string | null;
  /** What they are in the company, as Slack's profile says it. */
  readonly title?: string | undefined;
  /** The page's own: Slack knows nothing of them. */
  readonly roles?: readonly string[] | undefined;
  readonly locale: string;
  readonly timezone: string;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly deleted: boolean;
  readonly updatedAt: number;
}

export type ChannelKind = 'public' | 'private' | 'im';

/** A channel or, as `im`, the conversation between one person and the app. */
export interface ChannelRecord {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly members: readonly string[];
  readonly archived: boolean;
  readonly createdAt: number;
}

/** Where a message is. */
export interface MessageKey {
  readonly channel: string;
  readonly ts: string;
}

/** What a message said at one time; the last one is what is shown now. */
export interface MessageVersion {
  readonly at: number;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
}

/** A message; deleted ones are kept so that tests and the page can show the history. */
export interface MessageRecord {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly author: string;
  readonly byApp: boolean;
  readonly username: string | null;
  readonly versions: readonly MessageVersion[];
  readonly metadata: JsonObject | null;
  readonly fileIds: readonly string[];
  readonly ephemeralTo: string | null;
  readonly deletedAt: number | null;
}

/** One view of a modal stack, or the App Home of a person. */
export interface ViewRecord {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly userId: string;
  readonly view: JsonObject;
  readonly blocks: readonly JsonObject[];
  readonly values: ViewValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly externalId: string;
  readonly hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  readonly open: boolean;
  readonly openedAt: number;
  /** How often the app has changed it since it was opened. */
  readonly version: number;
}

/** `state.values` of Slack: block id, then action id. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

export interface FileRecord {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly altText: string;
  readonly contentBase64: string | null;
  readonly userId: string;
  readonly channels: readonly string[];
  readonly createdAt: number;
}

/** A response_url: five uses in thirty minutes, counted over restarts. */
export interface ResponseUrlRecord {
  readonly id: string;
  readonly userId: string;
  readonly channel: string;
  readonly message: { readonly channel: string; readonly ts: string } | null;
  readonly mintedAt: number;
  readonly uses: number;
}

/** Everything that survives a restart, by table. */
export interface Tables {
  workspace: WorkspaceRecord;
  users: UserRecord;
  channels: ChannelRecord;
  messages: MessageRecord;
  views: ViewRecord;
  files: FileRecord;
  responseUrls: ResponseUrlRecord;
}
export type TableName = keyof Tables;
export const TABLE_NAMES: readonly TableName[] = [
  'workspace',
  'users',
  'channels',
  'messages',
  'views',
  'files',
  'responseUrls',
];

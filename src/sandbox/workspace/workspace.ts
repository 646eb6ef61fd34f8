import type { Clock } from '../../kernel/clock.js';
import type { WorkspaceRecord } from './records.js';
import { secret, slackId } from './slack-ids.js';
import { Store } from './store.js';
import { Triggers } from './triggers.js';

/** A shortcut that the app declares: in everybody's menu, or in the menu of each message. */
export interface ShortcutDeclaration {
  readonly callbackId: string;
  readonly kind: 'global' | 'message';
  readonly name: string;
  readonly description: string;
}

/** What the app has declared about itself, as its manifest does at Slack. */
export interface AppManifest {
  readonly name: string;
  /** OAuth scopes granted to the bot token; a method that needs another answers missing_scope. */
  readonly scopes: readonly string[];
  /** Slash commands with their leading slash; others answer "not a valid command". */
  readonly commands: readonly string[];
  /** What the menu of commands says about them, by command. */
  readonly commandHelp: Readonly<
    Record<string, { readonly description: string; readonly usageHint: string }>
  >;
  /** Its shortcuts; others are in no menu. */
  readonly shortcuts: readonly ShortcutDeclaration[];
  /** Event types that are delivered, such as app_home_opened and message.im. */
  readonly events: readonly string[];
}

/** The state of one workspace and what everything in the sandbox shares: clock, manifest, tokens, time stamps. */
export class Workspace {
  readonly store: Store;
  readonly clock: Clock;
  readonly app: AppManifest;
  readonly triggers: Triggers;
  readonly #publicUrl: () => string;
  #lastMicros = 0;

  constructor(options: {
    clock: Clock;
    app: AppManifest;
    stateFile: string | undefined;
    publicUrl: () => string;
  }) {
    this.clock = options.clock;
    this.app = options.app;
    this.store = new Store(options.stateFile);
    this.triggers = new Triggers(options.clock);
    this.#publicUrl = options.publicUrl;
    if (this.store.get('workspace', 'self') === undefined) this.beginNow();
    for (const message of this.store.all('messages'))
      this.#lastMicros = Math.max(this.#lastMicros, micros(message.ts));
  }

  /** Ids, tokens and secrets of the workspace. */
  get identity(): WorkspaceRecord {
    return this.store.get('workspace', 'self') ?? this.beginNow();
  }

  /** From now on everything that was before is the workspace's past; its ids and tokens stay, or are made. */
  beginNow(): WorkspaceRecord {
    const identity = this.store.get('workspace', 'self') ?? newIdentity();
    return this.store.put('workspace', 'self', { ...identity, since: this.now() });
  }

  /** Where the sandbox is reached, without a slash at the end. */
  get publicUrl(): string {
    return this.#publicUrl();
  }

  /** Now, in milliseconds. */
  now(): number {
    return this.clock.now().getTime();
  }

  /** A time stamp that no message has yet: seconds with six decimals, always growing. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.now() * 1000, this.#lastMicros + 1);
    return tsOf(this.#lastMicros);
  }

  /** One for what happened then, where that is this workspace's past; for anything else the next one. */
  tsFor(happened: Date | undefined): string {
    if (happened === undefined || happened.getTime() >= (this.identity.since ?? 0)) return this.nextTs();
    const taken = new Set(this.store.all('messages').map(({ ts }) => ts));
    let stamp = happened.getTime() * 1000;
    while (taken.has(tsOf(stamp))) stamp += 1;
    return tsOf(stamp);
  }
}

const micros = (ts: string): number => Number(ts.replace('.', ''));

const tsOf = (stamp: number): string => {
  const digits = String(stamp);
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

const newIdentity = (): WorkspaceRecord => {
  const teamId = slackId('T');
  return {
    teamId,
    teamName: 'Sandbox',
    domain: 'sandbox',
    appId: slackId('A'),
    botId: slackId('B'),
    botUserId: slackId('U'),
    botToken: `xoxb-${secret(6)}-${secret(12)}`,
    appToken: `xapp-1-${secret(5)}-${secret(24)}`,
    signingSecret: secret(16),
    verificationToken: secret(12),
  };
};

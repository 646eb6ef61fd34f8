/** How many there are, and for how long the oldest has been waiting, in milliseconds; null when there is none. */
export interface Waiting {
  readonly count: number;
  readonly oldestMs: number | null;
}

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** An approved request that is being carried out; `order` is the order's number. */
export interface OpenExecution {
  readonly order: string;
  /** Steps that are not done, and those of them that wait for somebody to try again. */
  readonly missing: readonly string[];
  readonly attention: readonly string[];
  readonly error: string | null;
  readonly ageMs: number;
}

export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly order: string | null;
  readonly step: string | null;
  readonly ageMs: number;
  readonly followedUp: boolean;
}

/** What is under way behind the app, at one moment. */
export interface Glance {
  readonly outbox: Waiting & { readonly failing: number; readonly error: string | null };
  readonly requests: Readonly<Record<'pending' | 'approved' | 'attention', Waiting>>;
  readonly executions: Waiting & { readonly first: readonly OpenExecution[] };
  readonly deliveries: Readonly<Record<'due' | 'retrying' | 'unknown' | 'failed' | 'kept', Waiting>>;
  readonly deliveryError: string | null;
  readonly events: readonly RecordedEvent[];
  /** Null while the queue does not answer or nobody works. */
  readonly jobs: {
    readonly backend: 'postgres' | 'redis';
    readonly lanes: Readonly<Record<'steps' | 'messages', JobCounts>>;
  } | null;
}

export interface BookCheck {
  readonly name: string;
  /** What holds when it passes, in the reader's words. */
  readonly rule: string;
  readonly ok: boolean;
  readonly checked: number;
  readonly failed: number;
  readonly failures: readonly { readonly id: string; readonly problem: string }[];
}

/** The largest that can be sent at once, all files together: they travel as Base64 in one body. */
export const MOST_IMPORT_BYTES = 14 * 1024 * 1024;

/** One of the files that somebody chose, by its bare name. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A row that keeps the files from being imported; `reason` in the reader's words. */
export interface WrongRow {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export type ImportAnswer =
  | {
      readonly kind: 'report';
      readonly dryRun: boolean;
      readonly files: readonly {
        readonly file: string;
        readonly created: number;
        readonly updated: number;
        readonly unchanged: number;
      }[];
      readonly reserved: number;
      /** Backorders and whatever else somebody may want to know, in the reader's words. */
      readonly notes: readonly string[];
    }
  /** `total` counts those as well that are not listed. */
  | { readonly kind: 'wrong-rows'; readonly rows: readonly WrongRow[]; readonly total: number }
  | { readonly kind: 'nothing-to-import' }
  /** The company that is there is the demo, and nobody said that it may go; or the other way round. */
  | { readonly kind: 'demo-changed' };

export interface Membership {
  readonly email: string;
  readonly name: string;
  readonly department: string;
  readonly roles: readonly string[];
}

/** Something that passes keeps the desk from it: a database away, an import that runs. The message is in the reader's words. */
export class DeskUnavailable extends Error {}

/**
 * The company behind the app, as far as a sandbox may look at it and change it. Whoever composes the process
 * implements it. Every operation throws DeskUnavailable for what passes.
 */
export interface Desk {
  readonly roles: readonly string[];
  /** Whether the company is the demo, which may be thrown away, or one of somebody's own; and its departments. */
  company(locale: string): Promise<{ readonly demo: boolean; readonly departments: readonly string[] }>;
  glance(locale: string): Promise<Glance>;
  /** Checks what must hold on every row. */
  checkBooks(locale: string): Promise<readonly BookCheck[]>;
  /**
   * A demo company goes back to its first day, another is kept; either way `clear` is called once to empty the
   * workspace, while nothing is being worked on. Afterwards no message is missing by which somebody has something to do.
   */
  startOver(clear: Clear, locale: string): Promise<void>;
  /** Loads files, or with `dryRun` says what loading would give. `clear` is called when the demo company made way. */
  importFiles(
    files: readonly ChosenFile[],
    how: { readonly dryRun: boolean; readonly replaceDemo: boolean },
    clear: Clear,
    locale: string,
  ): Promise<ImportAnswer>;
  addMember(member: Membership, locale: string): Promise<void>;
}

/** Empties the workspace; `company`: whether the people are those of another company, or of the same. */
export type Clear = (company: 'new' | 'same') => Promise<void>;

import { TABLE_NAMES, type TableName, type Tables } from './records.js';
import { StateFile, type StateLine } from './state-file.js';

/** A record that changed; value null means that it is gone. */
export interface Change {
  readonly table: TableName;
  readonly key: string;
  readonly value: unknown;
}

type Maps = { readonly [T in TableName]: Map<string, Tables[T]> };

const emptyMaps = (): Maps => ({
  workspace: new Map(),
  users: new Map(),
  channels: new Map(),
  messages: new Map(),
  views: new Map(),
  files: new Map(),
  responseUrls: new Map(),
});

const isTable = (name: string): name is TableName => TABLE_NAMES.some((table) => table === name);

/** All records of the workspace in memory, written behind to a state file when there is one. */
export class Store {
  readonly #maps = emptyMaps();
  readonly #file: StateFile | undefined;
  readonly #listeners = new Set<(change: Change) => void>();
  #together = false;
  readonly #revised = new Map<string, number>();
  readonly #lastOf = new Map<TableName, { changed: number; removed: number }>();
  /** Of what was read from the file. Begins with the time, so that no number of an earlier run is met again. */
  readonly firstRevision = Date.now();
  #revision = this.firstRevision;

  constructor(stateFile?: string) {
    this.#file = stateFile === undefined ? undefined : new StateFile(stateFile);
    for (const line of this.#file?.read() ?? []) this.#restore(line);
  }

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.#maps[table].get(key);
  }

  /** All records of a table, oldest first. */
  all<T extends TableName>(table: T): readonly Tables[T][] {
    return [...this.#maps[table].values()];
  }

  /** Grows with every change: who remembers it can ask later what is new since. */
  get revision(): number {
    return this.#revision;
  }

  /** The revision that a record came with or was last changed by. */
  revisionOf(table: TableName, key: string): number {
    return this.#revised.get(`${table}/${key}`) ?? this.firstRevision;
  }

  /** The revisions at which something of a table was last changed, and last removed. */
  lastRevisionsOf(table: TableName): { readonly changed: number; readonly removed: number } {
    return this.#lastOf.get(table) ?? { changed: this.firstRevision, removed: this.firstRevision };
  }

  put<T extends TableName>(table: T, key: string, value: Tables[T]): Tables[T] {
    this.#maps[table].set(key, value);
    this.#written({ table, key, value });
    return value;
  }

  remove(table: TableName, key: string): void {
    if (this.#maps[table].delete(key)) this.#written({ table, key, value: null });
  }

  /** Forgets every record of a table. */
  clear(table: TableName): void {
    for (const key of [...this.#maps[table].keys()]) this.remove(table, key);
  }

  /** Writes all that `change` changes at once: a process that is killed leaves all of it or nothing. */
  together(change: () => void): void {
    this.#together = true;
    try {
      change();
    } finally {
      this.#together = false;
      this.#snapshot();
    }
  }

  /** Calls the listener after each change; gives back how to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #written(change: Change): void {
    this.#revision += 1;
    const { table, key, value } = change;
    if (value === null) this.#revised.delete(`${table}/${key}`);
    else this.#revised.set(`${table}/${key}`, this.#revision);
    const removed = value === null ? this.#revision : this.lastRevisionsOf(table).removed;
    this.#lastOf.set(table, { changed: this.#revision, removed });
    if (!this.#together) {
      this.#file?.append(change);
      this.#snapshotWhenDue();
    }
    for (const listener of this.#listeners) listener(change);
  }

  #restore(line: StateLine): void {
    if (!isTable(line.table)) return;
    // Safe: the lines were written by put() of the same table; the file is private to the sandbox.
    const map = this.#maps[line.table] as Map<string, unknown>;
    if (line.value === null) map.delete(line.key);
    else map.set(line.key, line.value);
  }

  #snapshotWhenDue(): void {
    if (this.#file === undefined) return;
    const records = TABLE_NAMES.reduce((sum, table) => sum + this.#maps[table].size, 0);
    if (this.#file.lines >= 3 * records + 2_000) this.#snapshot();
  }

  #snapshot(): void {
    const lines = TABLE_NAMES.flatMap((table) =>
      [...this.#maps[table]].map(([key, value]) => ({ table, key, value })),
    );
    this.#file?.snapshot(lines);
  }
}

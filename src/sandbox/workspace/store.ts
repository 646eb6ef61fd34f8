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

  /** Calls the listener after each change; gives back how to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #written(change: Change): void {
    this.#file?.append(change);
    this.#snapshotWhenDue();
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
    if (this.#file.lines < 3 * records + 2_000) return;
    const lines = TABLE_NAMES.flatMap((table) =>
      [...this.#maps[table]].map(([key, value]) => ({ table, key, value })),
    );
    this.#file.snapshot(lines);
  }
}

import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { parseJson } from './json.js';

/** One line of the state file: a record put into a table, or (value null) taken out. */
export interface StateLine {
  readonly table: string;
  readonly key: string;
  readonly value: unknown;
}

const isLine = (value: unknown): value is StateLine =>
  typeof value === 'object' && value !== null && 'table' in value && 'key' in value && 'value' in value;

/**
 * Append-only JSON lines on disk. Lines are written at once, so they outlive a killed process; a half-written last
 * line is cut off at the next start.
 */
export class StateFile {
  readonly #path: string;
  #lines = 0;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  }

  /** How many lines the file has; far more than there are records means that a snapshot is due. */
  get lines(): number {
    return this.#lines;
  }

  read(): readonly StateLine[] {
    if (!existsSync(this.#path)) return [];
    const bytes = readFileSync(this.#path);
    const complete = bytes.lastIndexOf(0x0a) + 1;
    if (complete < bytes.length) truncateSync(this.#path, complete);
    const lines = bytes.subarray(0, complete).toString('utf8').split('\n').map(parseJson).filter(isLine);
    this.#lines = lines.length;
    return lines;
  }

  append(line: StateLine): void {
    // The file holds the workspace's tokens: only its owner may read it.
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    this.#lines += 1;
  }

  /** Replaces the file by exactly these lines; a crash leaves the old file or the new one. */
  snapshot(lines: readonly StateLine[]): void {
    const next = `${this.#path}.next`;
    const file = openSync(next, 'w', 0o600);
    try {
      for (const line of lines) writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.#path);
    this.#lines = lines.length;
  }
}

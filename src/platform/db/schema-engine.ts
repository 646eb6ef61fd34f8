import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { offlineAdapter } from './offline-adapter.js';

/** Prisma's schema engine as WebAssembly: the same migrations as `prisma migrate`, without its downloaded binary. */
export type SchemaEngine = bindings.SchemaEngine;

/** A Prisma schema as one or more files; `path` is only shown in messages. */
export interface SchemaText {
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

// TypeScript knows WebAssembly by the browser's library alone.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const BINDINGS = '@prisma/schema-engine-wasm/schema_engine_bg';
let instantiated: Promise<void> | undefined;

// The engine sets a timer of ten seconds on each lock it takes and never clears it: it must keep no process alive.
const imports = Object.fromEntries(
  Object.entries(bindings).map(([name, value]) => {
    if (!name.startsWith('__wbg_setTimeout') || typeof value !== 'function') return [name, value];
    const unreferenced = (...args: unknown[]): unknown => {
      const timer: unknown = Reflect.apply(value, undefined, args);
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref();
      return timer;
    };
    return [name, unreferenced];
  }),
);

const instantiate = async (): Promise<void> => {
  // The package's own entry imports the .wasm file, which Node 20 cannot.
  const wasm = createRequire(import.meta.url)
    .resolve(BINDINGS)
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': imports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
};

const silent = (): void => {};

/** An engine over one connection, from `adapterFactory`. The caller frees it with `free()`. */
export const openSchemaEngine = async (
  adapterFactory: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> => {
  instantiated ??= instantiate();
  await instantiated;
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    silent,
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
};

/**
 * The SQL that turns a database of schema `from` into one of schema `to`; empty when they are equal.
 * Neither is read from a database: the engine would run the migrations in the one it is given.
 */
export const schemaDifference = async (from: SchemaText | undefined, to: SchemaText): Promise<string> => {
  const engine = await openSchemaEngine(offlineAdapter);
  try {
    const { stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [...from.files] },
      to: { tag: 'schemaDatamodel', files: [...to.files] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout ?? '';
    return sql.trim() === '-- This is an empty migration.' ? '' : sql;
  } finally {
    engine.free();
  }
};

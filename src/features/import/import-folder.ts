import { readdir } from 'node:fs/promises';
import { system } from '../../kernel/actor.js';
import { Failure } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../platform/db/in-transaction.js';
import { ensureAdmin } from '../access/ensure-admins.js';
import { recordAudit } from '../audit/audit-store.js';
import { checkStaged } from './checks-store.js';
import {
  discardDemoData,
  findOddities,
  holdsDemoData,
  isEmpty,
  markDemoData,
  takeImportLock,
} from './company-store.js';
import {
  type FileCount,
  fileName,
  IMPORT_FILES,
  type ImportFile,
  type ImportRefusal,
  type ImportReport,
  type ImportWarning,
  type WrongRow,
} from './import-report.js';
import { bookImportedPayments, bookImportedSales } from './journal-store.js';
import { prepareMembers, recordMembers } from './members-store.js';
import { readFile, type StagedRow } from './read-file.js';
import { countStaged, linkStaged, openStaging, stageRows } from './staging-store.js';
import { bookOpeningStock, reserveForImported } from './stock-store.js';
import { writeStaged } from './write-store.js';

export interface ImportOptions {
  /** Absolute, or from where the process stands. */
  readonly folder: string;
  /** Do everything and undo it: the report is what an import would give. */
  readonly dryRun?: boolean;
  /** Throw the demo data away first; refused where there is none. */
  readonly replaceDemo?: boolean;
  /** What is loaded is the demo: only into an empty database, which is marked, or with `replaceDemo` in place of itself. */
  readonly asDemo?: boolean;
  /** E-mail addresses in lower case whom the configuration names as admins: no file and no `replaceDemo` takes that from them. */
  readonly admins?: readonly string[];
}

const BATCH = 1_000;
/** A million rows take minutes; what takes this long has met something else. */
const TIMEOUT_MS = 2 * 60 * 60 * 1_000;

/** Ends the transaction without effect; carries what there is to say. */
class Undone extends Error {
  readonly answer: Result<ImportReport, ImportRefusal>;

  constructor(answer: Result<ImportReport, ImportRefusal>) {
    super('import undone');
    this.answer = answer;
  }
}

/**
 * Loads a folder of CSV files in one transaction: everything or, when a single row is wrong, nothing, with every wrong row
 * listed. The same folder again changes nothing. Throws `import-running` (retryable) while another import runs.
 */
export const importFolder = async (
  db: Database,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportRefusal>> => {
  const { folder } = options;
  const names = await readdir(folder).catch(() => null);
  if (names === null) return refused({ kind: 'no-such-folder', folder });
  const files = IMPORT_FILES.filter((file) => names.includes(fileName(file)));
  if (files.length === 0) return refused({ kind: 'nothing-to-import', folder });
  const ignored = names
    .filter((name) => /\.csv$/i.test(name) && !files.some((file) => fileName(file) === name))
    .map((subject): ImportWarning => ({ kind: 'file-ignored', subject }));
  try {
    const report = await inTransaction(db, (tx) => importInto(tx, files, ignored, options), {
      timeoutMs: TIMEOUT_MS,
    });
    return done(report);
  } catch (thrown) {
    if (thrown instanceof Undone) return thrown.answer;
    throw thrown;
  }
};

const importInto = async (
  tx: Transaction,
  files: readonly ImportFile[],
  ignored: readonly ImportWarning[],
  options: ImportOptions,
): Promise<ImportReport> => {
  await prepareCompany(tx, options);
  const there = new Set(files);
  await openStaging(tx, files);
  const { wrong, lost } = await stageFiles(tx, options.folder, files);
  await linkStaged(tx, files);
  wrong.push(...(await checkStaged(tx, { there, lost })));
  if (wrong.length > 0) throw new Undone(refused({ kind: 'wrong-rows', rows: inOrder(wrong) }));

  const byHand = there.has('members') ? await prepareMembers(tx, options.admins ?? []) : [];
  const counts: FileCount[] = [];
  for (const file of files) {
    const count = await countStaged(tx, file);
    counts.push({ file, ...count });
    await writeStaged(tx, file, count);
  }
  if (there.has('members')) await recordMembers(tx);
  const runId = newId();
  if (there.has('stock')) await bookOpeningStock(tx, runId);
  const { reserved, backorders } = there.has('order_lines')
    ? await reserveForImported(tx, runId)
    : { reserved: 0, backorders: [] };
  if (there.has('orders')) await bookImportedSales(tx);
  if (there.has('payments')) await bookImportedPayments(tx);

  const report: ImportReport = {
    dryRun: options.dryRun === true,
    files: counts,
    reserved,
    backorders,
    warnings: [...ignored, ...byHand, ...(await findOddities(tx, there))],
  };
  if (options.dryRun === true) throw new Undone(done(report));
  await recordImport(tx, runId, report);
  return report;
};

const prepareCompany = async (tx: Transaction, options: ImportOptions): Promise<void> => {
  if (!(await takeImportLock(tx))) {
    // Somebody is loading a company at this moment: no place for a demo, and no reason for a server not to start.
    if (options.asDemo === true) throw new Undone(refused({ kind: 'not-empty' }));
    throw new Failure('import-running', 'another import is running', { retryable: true });
  }
  const demo = await holdsDemoData(tx);
  if (options.asDemo === true && options.replaceDemo !== true) {
    if (demo || !(await isEmpty(tx))) throw new Undone(refused({ kind: 'not-empty' }));
    await markDemoData(tx, true);
    return;
  }
  if (options.replaceDemo === true) {
    if (!demo) throw new Undone(refused({ kind: 'no-demo-data' }));
    await discardDemoData(tx);
    // Nobody else stays: whoever was made an admin in the demo is none of what comes now.
    for (const email of options.admins ?? []) await ensureAdmin(tx, email);
    await markDemoData(tx, options.asDemo === true);
    return;
  }
  if (demo) throw new Undone(refused({ kind: 'holds-demo-data' }));
};

const stageFiles = async (
  tx: Transaction,
  folder: string,
  files: readonly ImportFile[],
): Promise<{ wrong: WrongRow[]; lost: ReadonlySet<ImportFile> }> => {
  const wrong: WrongRow[] = [];
  const lost = new Set<ImportFile>();
  for (const file of files) {
    let batch: StagedRow[] = [];
    for await (const item of readFile(folder, file)) {
      if (item.kind === 'wrong') wrong.push(item.wrong);
      else if (item.kind === 'lost') lost.add(file);
      else batch.push(item.row);
      if (batch.length >= BATCH) {
        await stageRows(tx, file, batch);
        batch = [];
      }
    }
    if (batch.length > 0) await stageRows(tx, file, batch);
  }
  return { wrong, lost };
};

const inOrder = (rows: readonly WrongRow[]): WrongRow[] => {
  const place = new Map(IMPORT_FILES.map((file, index) => [fileName(file), index]));
  return rows.toSorted(
    (one, other) => (place.get(one.file) ?? 0) - (place.get(other.file) ?? 0) || one.line - other.line,
  );
};

/** An import that changed nothing leaves no trace either. */
const recordImport = async (tx: Transaction, runId: string, report: ImportReport): Promise<void> => {
  const changed = report.files.filter(({ created, updated }) => created + updated > 0);
  if (changed.length === 0) return;
  await recordAudit(tx, {
    actor: system('import'),
    action: 'company.imported',
    outcome: 'done',
    subjectType: 'company',
    subjectId: runId,
    details: { files: changed.map((file) => ({ ...file })), backorders: report.backorders.length },
  });
};

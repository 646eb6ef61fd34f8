import { MOST_IMPORT_BYTES } from '../../../desk-port.js';

/** A file as it travels. */
export interface SentFile {
  readonly name: string;
  readonly base64: string;
}

export type Chosen =
  | { readonly ok: true; readonly files: readonly SentFile[] }
  | { readonly ok: false; readonly why: 'no-csv' | 'too-large' };

/** The CSV files among those chosen; of a folder, those that lie in it and not deeper. */
export const readChosen = async (all: readonly File[]): Promise<Chosen> => {
  const csv = all.filter(
    ({ name, webkitRelativePath }) => /\.csv$/i.test(name) && webkitRelativePath.split('/').length <= 2,
  );
  if (csv.length === 0) return { ok: false, why: 'no-csv' };
  if (csv.reduce((sum, { size }) => sum + size, 0) > MOST_IMPORT_BYTES)
    return { ok: false, why: 'too-large' };
  const files = await Promise.all(
    csv.map(async (file) => ({ name: file.name, base64: await base64Of(file) })),
  );
  return { ok: true, files };
};

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // A data URL: what follows the comma.
      const [, base64 = ''] = String(reader.result).split(',');
      resolve(base64);
    };
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** Files that were dropped, those of a dropped folder included. */
export const droppedFiles = async (transfer: DataTransfer): Promise<File[]> => {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files];
  return (await Promise.all(entries.map((entry) => filesIn(entry)))).flat();
};

const filesIn = async (entry: FileSystemEntry): Promise<File[]> => {
  if (entry instanceof FileSystemFileEntry)
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const found: FileSystemFileEntry[] = [];
  // A reader gives a hundred at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    found.push(...some.filter((one) => one instanceof FileSystemFileEntry));
  }
  return (await Promise.all(found.map((one) => filesIn(one)))).flat();
};

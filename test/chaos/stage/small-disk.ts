import { execFile } from 'node:child_process';
import { chown, mkdir, stat, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOM = '2g';

/** A file system of its own that can be full at command. */
export interface SmallDisk {
  readonly folder: string;
  /** From now on it has no room for anything more. */
  fill(): Promise<void>;
  /** There is room again. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Why there is none here, or the disk, owned by whoever owns `like`. Only root can make one, and only on Linux. */
export const openSmallDisk = async (folder: string, like: string): Promise<SmallDisk | string> => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can make a small disk';
  await mkdir(folder, { recursive: true });
  const resize = async (size: string): Promise<void> => {
    await run('mount', ['-o', `remount,size=${size}`, folder]);
  };
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${ROOM},mode=700`, 'tmpfs', folder]);
  } catch (error) {
    return `no small disk can be mounted here: ${String(error).split('\n')[0]}`;
  }
  const { uid, gid } = await stat(like);
  await chown(folder, uid, gid);
  return {
    folder,
    async fill() {
      const { blocks, bfree, bsize } = await statfs(folder);
      // Somebody may write between the look and the remount, which then refuses to shrink below what is used.
      await resize(String((blocks - bfree + 16) * bsize)).catch(() => undefined);
    },
    empty: () => resize(ROOM),
    async remove() {
      await run('umount', ['-l', folder]);
    },
  };
};

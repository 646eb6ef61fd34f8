import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a server wrote about itself into its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers or ends. */
  readonly ready: boolean;
}

const run = promisify(execFile);

/** Reads `postmaster.pid`; undefined when there is none or it is not yet complete. */
export const readPostmaster = async (data: string): Promise<Postmaster | undefined> => {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
};

/** Whether any process has this number. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const commandLine = async (pid: number): Promise<string> => {
  if (platform() === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  }
  const answer = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return answer.stdout;
};

/**
 * Whether this process is a server on this data folder. A number alone proves nothing: it may have been given to
 * another program since, or belong to one that is dead and not yet reaped.
 */
export const serves = async (pid: number, data: string): Promise<boolean> => {
  const command = await commandLine(pid);
  return command.includes('postgres') && command.includes(data);
};

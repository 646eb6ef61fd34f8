import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';

interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every other process whose command line names a folder or (on Linux) that works below it; whoever has ended is not there. */
export const processesOf = (folder: string): RunningProcess[] => {
  const all = platform() === 'linux' ? linuxProcesses(folder) : otherProcesses();
  return all.filter(({ pid, command }) => pid !== process.pid && command.includes(folder));
};

const linuxProcesses = (folder: string): RunningProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // Empty for a zombie, which has ended and only waits to be asked.
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const below = command !== '' && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
        return [{ pid: Number(pid), command: below ? `${command} in ${folder}` : command }];
      } catch {
        return []; // It ended while we looked.
      }
    });

const otherProcesses = (): RunningProcess[] =>
  execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8', maxBuffer: 10_000_000 })
    .split('\n')
    .flatMap((line) => {
      const [, pid = '', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === '' ? [] : [{ pid: Number(pid), command }];
    });

import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/** A holder touches its lock every BEAT; one that is silent for SILENCE is gone, even if its pid has been given to another. */
const BEAT = 5_000;
const SILENCE = 60_000;

/**
 * Takes the lock file, waiting while another living process holds it; gives the function that lets it go.
 * `onWait(pid)` is called once when it has to wait.
 */
export const takeLock = async (path, onWait) => {
  let told = false;
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!tryLink(own, path)) {
      const holder = holderOf(path);
      if (holder === undefined) continue;
      if (holder.alive) {
        if (!told) onWait(holder.pid);
        told = true;
        await new Promise((resolve) => setTimeout(resolve, 200));
      } else {
        removeOf(path, holder.pid);
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  const beat = setInterval(() => utimesSync(path, new Date(), new Date()), BEAT);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(path, { force: true });
  };
};

/** A link appears with its content or not at all, so nobody reads a lock without a pid. */
const tryLink = (from, to) => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

const holderOf = (path) => {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    const silent = Date.now() - statSync(path).mtimeMs > SILENCE;
    return { pid, alive: !silent && pid !== process.pid && isAlive(pid) };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Two may find the same dead lock at once: the slower one must not remove the lock that the faster one has just taken. */
const removeOf = (path, deadPid) => {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== String(deadPid)) tryLink(aside, path);
  rmSync(aside, { force: true });
};

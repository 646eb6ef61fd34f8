import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/** A holder touches its lock every BEAT; one that is silent for SILENCE is gone, even if its pid has been given to another. */
const BEAT = 5_000;
const SILENCE = 60_000;

/**
 * Takes the lock file, waiting while another living process holds it; gives the function that lets it go.
 * `onWait(pid)` is called once when it has to wait.
 */
export const takeLock = async (path, onWait) => {
  let told = false;
  while (!tryCreate(path, String(process.pid))) {
    const holder = holderOf(path);
    if (holder === undefined) continue;
    if (holder.alive) {
      // Its name is not written yet: the next look says whom it waits for.
      if (!told && holder.text !== '') {
        onWait(holder.text);
        told = true;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    } else {
      removeOf(path, holder.text);
    }
  }
  const beat = setInterval(() => {
    // Gone when the machine slept so long that another has taken it over.
    if (existsSync(path)) utimesSync(path, new Date(), new Date());
  }, BEAT);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(path, { force: true });
  };
};

const tryCreate = (path, text) => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

const holderOf = (path) => {
  try {
    const text = readFileSync(path, 'utf8');
    const pid = Number(text);
    const silent = Date.now() - statSync(path).mtimeMs > SILENCE;
    // Empty for an instant, between being created and written.
    const living = text === '' || (pid !== process.pid && isAlive(pid));
    return { text, alive: living && !silent };
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
const removeOf = (path, text) => {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const removed = readFileSync(aside, 'utf8');
  if (removed !== text) tryCreate(path, removed);
  rmSync(aside, { force: true });
};

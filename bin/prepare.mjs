#!/usr/bin/env node
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './preparation/lock.mjs';
import { stepsIn } from './preparation/steps.mjs';
import { sayTrouble, Trouble, troubleOf } from './preparation/trouble.mjs';
import { wordsFor } from './preparation/words.mjs';

/**
 * Makes a fresh clone runnable: packages, database client, build; each only when its inputs have changed.
 * Uses nothing but Node, since it runs before anything is installed. All it says goes to stderr.
 */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FLOOR = [20, 19];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const words = wordsFor(process.env);
const say = (line) => process.stderr.write(`${line}\n`);

const checkMachine = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1]))
    throw new Trouble('nodeTooOld', {
      values: { version: process.versions.node, floor: FLOOR.join('.') },
    });
  if (process.platform === 'win32') throw new Trouble('windows');
  if (!['linux', 'darwin'].includes(process.platform) || !['x64', 'arm64'].includes(process.arch))
    throw new Trouble('machine', { values: { platform: process.platform, arch: process.arch } });
};

const isDone = (step) => {
  if (!existsSync(step.stamp)) return false;
  return readFileSync(step.stamp, 'utf8') === step.inputs();
};

/** Throws a Trouble that says what to do. Safe when two run at once: the second waits, then finds the work done. */
export const prepare = async () => {
  checkMachine();
  const steps = stepsIn(ROOT);
  if (steps.every(isDone)) return;
  const release = await takeLock(join(ROOT, '.prepare.lock'), (pid) => say(words.another({ pid })));
  let child;
  let stopping = false;
  const giveUp = async (signal) => {
    // npm passes on what the terminal has already sent to everyone.
    if (stopping) return;
    stopping = true;
    // The lock is kept until the child is gone, or the next preparation would write into the same folders as it.
    if (child !== undefined) await endGroup(child);
    release();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of SIGNALS) process.on(signal, giveUp);
  try {
    for (const step of steps) {
      if (isDone(step)) continue;
      await show(words[step.name], async () => {
        const inputs = step.inputs();
        await step.run((started) => {
          child = started;
        });
        writeFileSync(step.stamp, inputs);
      });
    }
  } catch (error) {
    // The step failed because we ended it; giveUp ends this process too.
    if (stopping) await new Promise(() => {});
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, giveUp);
    release();
  }
};

/** npm takes its time to tidy up after SIGTERM; what it leaves is removed by the next npm ci anyway. */
const endGroup = async (child) => {
  const gone = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode !== null || child.signalCode !== null) return;
  const signalGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  signalGroup('SIGTERM');
  const kill = setTimeout(() => signalGroup('SIGKILL'), 2_000);
  await gone;
  clearTimeout(kill);
};

const show = async (step, work) => {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  say(words.begun({ step }));
  const waiting = setInterval(() => say(words.stillOn({ step, seconds: Math.round(seconds()) })), 10_000);
  try {
    await work();
    say(words.done({ step, seconds: seconds() }));
  } finally {
    clearInterval(waiting);
  }
};

/** `prepare`, with a failure said in plain words. Gives whether it went well. */
export const prepareOrExplain = async () => {
  try {
    await prepare();
    return true;
  } catch (error) {
    const trouble = error instanceof Trouble ? error : (troubleOf(error.code, error.path) ?? error);
    if (trouble instanceof Trouble) {
      if (trouble.output !== '') say(trouble.output.trimEnd());
      say(sayTrouble(trouble, words));
    } else {
      say(words.failedOddly({ what: error.message }));
      say(error.stack);
    }
    return false;
  }
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = (await prepareOrExplain()) ? 0 : 1;
}

/**
 * The places where a process may die between two effects. A test arms one of them and proves that the restart
 * ends in the same state as without (C3); in a running product all of them do nothing.
 */
export const FAULT_POINTS = [
  'relay.claimed',
  'relay.before-commit',
  'relay.after-commit',
  'relay.after-enqueue',
  'step.before-claim',
  'step.claimed',
  'step.after-effect',
  'step.before-commit',
  'step.after-commit',
  'step.before-park',
  'step.after-park',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

/** What an armed point does: throw, end the process as by SIGKILL, or what a test hands in (which may wait). */
export type FaultAction = 'throw' | 'kill' | (() => void | Promise<void>);

interface Armed {
  readonly action: FaultAction;
  readonly detail: string | undefined;
  left: number;
}

const armed = new Map<FaultPoint, Armed>();

/**
 * Arms a point in this process. It fires `times` times (once by default), with `detail` only where that is passed
 * along: a step's name, an event's type. Gives back a function that disarms it.
 */
export const armFaultPoint = (
  name: FaultPoint,
  action: FaultAction,
  options: { times?: number; detail?: string } = {},
): (() => void) => {
  const entry: Armed = { action, detail: options.detail, left: options.times ?? 1 };
  armed.set(name, entry);
  return () => {
    if (armed.get(name) === entry) armed.delete(name);
  };
};

/**
 * Arms what `name[/detail]:action` says, e.g. `step.after-effect/stock:kill`.
 * Throws a RangeError for a name or an action that does not exist.
 */
export const armFaultPointFrom = (text: string): void => {
  const match = /^([a-z.-]+)(?:\/([a-z.-]+))?:(throw|kill)$/.exec(text);
  const name = FAULT_POINTS.find((point) => point === match?.[1]);
  if (match === null || name === undefined) throw new RangeError(`no such fault point: ${text}`);
  const action = match[3] === 'kill' ? 'kill' : 'throw';
  armFaultPoint(name, action, match[2] === undefined ? {} : { detail: match[2] });
};

/** Does nothing unless a test armed this point; then throws, waits or ends the process. */
export const faultPoint = async (name: FaultPoint, detail?: string): Promise<void> => {
  const entry = armed.get(name);
  if (entry === undefined || entry.left === 0) return;
  if (entry.detail !== undefined && entry.detail !== detail) return;
  entry.left -= 1;
  if (entry.action === 'throw') throw new Error(`fault point ${name}${detail ? `/${detail}` : ''}`);
  if (entry.action === 'kill') {
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing after this line may run.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    return;
  }
  await entry.action();
};

// Loaded into a child by --import: its wall clock is off by the milliseconds that stand in the file CHAOS_CLOCK, which
// may change at any time. Timers and performance.now() go on as those of a real machine do when its clock is set.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const realNow = Date.now;
let offset = 0;

const look = () => {
  try {
    offset = Number(readFileSync(process.env.CHAOS_CLOCK, 'utf8')) || 0;
  } catch {
    // Being written just now; the next look finds it.
  }
};
look();
setInterval(look, 100).unref();

const now = () => realNow() + offset;
const ShiftedDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
RealDate.prototype.constructor = ShiftedDate;
globalThis.Date = ShiftedDate;

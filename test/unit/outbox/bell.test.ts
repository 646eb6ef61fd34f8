import { describe, expect, it } from 'vitest';
import { createBell } from '../../../src/platform/outbox/bell.js';

describe('the bell of the relay', () => {
  it('wakes everyone who waits', async () => {
    const bell = createBell();
    const woken = Promise.all([bell.wait(60_000), bell.wait(60_000)]);
    bell.ring();
    await woken;
    expect(bell.count()).toBe(1);
  });

  it('counts a ring that nobody waits for, so that it is not missed', () => {
    const bell = createBell();
    const before = bell.count();
    bell.ring();
    expect(bell.count()).not.toBe(before);
  });

  it('lets a wait end by itself', async () => {
    await createBell().wait(1);
  });

  it('does not cut a pause short, but ends it when it is closed', async () => {
    const bell = createBell();
    let over = false;
    const pause = bell.pause(60_000).then(() => {
      over = true;
    });
    bell.ring();
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    bell.close();
    await pause;
    await bell.wait(60_000);
  });
});

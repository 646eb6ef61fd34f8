import { expect, it } from 'vitest';
import { closeAll } from '../../../src/platform/process/close-all.js';

it('closes every part although one of them fails, and then tells of the first failure', async () => {
  const closed: string[] = [];
  const part =
    (name: string, fails = false) =>
    async () => {
      closed.push(name);
      if (fails) throw new Error(`${name} failed`);
    };
  const all = [part('server'), part('sandbox', true), part('worker', true), part('database')];
  await expect(closeAll(all)).rejects.toThrow('sandbox failed');
  expect(closed).toEqual(['server', 'sandbox', 'worker', 'database']);
});

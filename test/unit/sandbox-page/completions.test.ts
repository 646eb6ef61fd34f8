import { describe, expect, it } from 'vitest';
import { completionsFor } from '../../../src/sandbox/page/app/completions.js';

const COMMANDS = [
  { name: '/order', description: 'Look up orders', usageHint: '[number] | find words | pending' },
];
const texts = (typed: string) => completionsFor(COMMANDS, typed).map(({ text }) => text);

describe('slash-command completion', () => {
  it('offers every form of a command after the slash', () => {
    expect(texts('/')).toEqual(['/order ', '/order find ', '/order pending']);
  });

  it('narrows to what is being typed', () => {
    expect(texts('/order f')).toEqual(['/order find ']);
  });

  it('keeps quiet once there is nothing to complete, and in messages', () => {
    expect(texts('/order find tea')).toEqual([]);
    expect(texts('hello /order')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createStatementNames } from '../../../src/platform/db/statement-names.js';

describe('the name under which the database keeps a plan', () => {
  it('is given to what is said again, and stays the same', () => {
    const nameOf = createStatementNames();
    expect(nameOf({ sql: 'SELECT 1' })).toBe('');
    const name = nameOf({ sql: 'SELECT 1' });
    expect(name).not.toBe('');
    expect(nameOf({ sql: 'SELECT 1' })).toBe(name);
    nameOf({ sql: 'SELECT 2' });
    expect(nameOf({ sql: 'SELECT 2' })).not.toBe(name);
  });

  it('is not given to more statements than a connection should hold, nor to long ones', () => {
    const nameOf = createStatementNames({ most: 2 });
    const said = (sql: string) => [nameOf({ sql }), nameOf({ sql })].at(-1);
    expect([said('a'), said('b'), said('c'), said('x'.repeat(2_001))].map((name) => name !== '')).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

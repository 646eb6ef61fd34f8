import { expect, it } from 'vitest';
import { decoded } from '../../../src/sandbox/page/app/text/decoded.js';

it('leads somewhere also where the address of the page was cut or typed', () => {
  expect(decoded(encodeURIComponent('订单 50%'))).toBe('订单 50%');
  expect([decoded('50%'), decoded('%E4%')]).toEqual(['50%', '%E4%']);
});

import { describe, expect, it } from 'vitest';
import { armFaultPoint, armFaultPointFrom, faultPoint } from '../../../src/platform/fault-points.js';

describe('a fault point', () => {
  it('does nothing unless it is armed', async () => {
    await faultPoint('step.claimed', 'stock');
  });

  it('fires as often as it was armed for, and only where it was armed', async () => {
    armFaultPoint('step.claimed', 'throw', { times: 2, detail: 'stock' });
    await faultPoint('step.claimed', 'finance');
    await faultPoint('step.after-effect', 'stock');
    await expect(faultPoint('step.claimed', 'stock')).rejects.toThrow('step.claimed/stock');
    await expect(faultPoint('step.claimed', 'stock')).rejects.toThrow();
    await faultPoint('step.claimed', 'stock');
  });

  it('can be disarmed, and lets a test wait in it', async () => {
    let visits = 0;
    const disarm = armFaultPoint(
      'relay.claimed',
      () => {
        visits += 1;
      },
      { times: 9 },
    );
    await faultPoint('relay.claimed');
    disarm();
    await faultPoint('relay.claimed');
    expect(visits).toBe(1);
  });

  it('is armed by text too, and a wrong name is told', async () => {
    armFaultPointFrom('step.before-commit/settle:throw');
    await faultPoint('step.before-commit', 'stock');
    await expect(faultPoint('step.before-commit', 'settle')).rejects.toThrow();
    for (const wrong of ['step.nowhere:kill', 'step.claimed', 'step.claimed:explode', '']) {
      expect(() => armFaultPointFrom(wrong)).toThrow(RangeError);
    }
  });
});

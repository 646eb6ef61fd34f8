import type { ReactNode } from 'react';
import { ask } from '../ask.js';

/** Faults, at the turn of a switch. */
export const Trouble = (): ReactNode => (
  <button type="button" className="button" onClick={() => void ask('clear-faults', {})}>
    Switch everything off
  </button>
);

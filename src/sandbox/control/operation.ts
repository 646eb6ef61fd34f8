import type { z } from 'zod';
import type { Parts } from '../parts.js';
import type { Control } from './control.js';

export interface ControlContext {
  readonly parts: Parts;
  readonly control: Control;
}

/** One operation of the control interface: `POST /sandbox/<name>` with this input as JSON. */
export interface Operation {
  readonly summary: string;
  readonly input: z.ZodType;
  /** Input must have been parsed by `input`; what comes back is answered as JSON. */
  readonly run: (context: ControlContext, input: unknown) => unknown;
}

/** Ties a schema to what runs with it. */
export const operation = <S extends z.ZodType>(
  summary: string,
  input: S,
  run: (context: ControlContext, input: z.infer<S>) => unknown,
): Operation => ({
  summary,
  input,
  run: (context, given) => run(context, input.parse(given)),
});

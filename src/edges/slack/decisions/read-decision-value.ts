import { z } from 'zod';
import { isId } from '../../../kernel/ids.js';

/** What a decision button was drawn with: hints that the server compares, never trusts. */
export interface DecisionHints {
  readonly requestId: string;
  readonly hints: { readonly position: number; readonly hash12: string };
}

/** Reads a button's value; what has another form names no request, which is refused like every unknown one. */
export const readDecisionValue = (value: string | undefined): DecisionHints => {
  const [requestId = '', position = '', hash12 = ''] = (value ?? '').split('.');
  return {
    requestId: isId(requestId) ? requestId : NO_REQUEST,
    hints: { position: /^\d{1,2}$/.test(position) ? Number(position) : 0, hash12 },
  };
};

/** The nil UUID, which no row has. */
export const NO_REQUEST = '00000000-0000-0000-0000-000000000000';

const Clicked = z.object({
  actions: z.tuple([z.object({ value: z.string().optional() })]).rest(z.unknown()),
});

/** The value of the button that was clicked. */
export const clickedValue = (body: unknown): string | undefined => {
  const parsed = Clicked.safeParse(body);
  return parsed.success ? parsed.data.actions[0].value : undefined;
};

/** An id in a value; the nil UUID where it is none. */
export const idIn = (value: string | undefined): string =>
  value !== undefined && isId(value) ? value : NO_REQUEST;

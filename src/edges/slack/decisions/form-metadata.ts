import { isObject } from '../block-kit/limits/checks.js';
import { viewOf } from '../people/view-of-payload.js';
import { clickedValue } from './read-decision-value.js';

const FROM_HOME = '.home';

/** What a form keeps of the button that opened it: its value, and whether it stood in the App Home. */
export const formMetadata = (body: unknown): string =>
  `${clickedValue(body) ?? ''}${viewOf(body)?.type === 'home' ? FROM_HOME : ''}`;

/** Whether a submitted form was opened by a button of the App Home, which is to be drawn again. */
export const wasOpenedFromHome = (body: unknown): boolean => {
  const view = isObject(body) ? body.view : undefined;
  const metadata = isObject(view) ? view.private_metadata : undefined;
  return typeof metadata === 'string' && metadata.endsWith(FROM_HOME);
};

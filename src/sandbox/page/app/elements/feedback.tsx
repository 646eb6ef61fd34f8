import type { ReactNode } from 'react';
import { objectsOf, textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';

/** Two buttons: it helped, or it did not. */
export const Feedback = ({ placed }: { readonly placed: Placed }): ReactNode => {
  const surface = useSurface();
  return [placed.element.positive_button, placed.element.negative_button].map((one) => {
    const [button] = objectsOf([one]);
    return button === undefined ? null : (
      <button
        key={textOf(button.value)}
        type="button"
        className="button"
        aria-label={textOf(button.accessibility_label)}
        onClick={() => void surface.act(placed, textOf(button.value) ?? '')}
      >
        {plainOf(button.text)}
      </button>
    );
  });
};

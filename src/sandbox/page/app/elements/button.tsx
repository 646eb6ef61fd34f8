import { type ReactNode, useState } from 'react';
import { textOf } from '../../../workspace/json.js';
import { type Placed, useSurface } from '../surface-context.js';
import { plainOf } from '../text/text-object.js';

/** A button; one with an address opens it too. Busy until the app has answered. */
export const Button = ({ placed }: { readonly placed: Placed }): ReactNode => {
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const { element } = placed;
  const url = textOf(element.url);
  const click = async (): Promise<void> => {
    if (busy) return;
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, '_blank', 'noreferrer');
    setBusy(true);
    await surface.act(placed);
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={`button ${textOf(element.style) ?? ''}`}
      aria-label={textOf(element.accessibility_label)}
      aria-busy={busy}
      onClick={() => void click()}
    >
      {plainOf(element.text) || textOf(element.icon) || '…'}
    </button>
  );
};

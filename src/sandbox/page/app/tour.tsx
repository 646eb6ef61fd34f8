import { type ReactNode, useState } from 'react';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

const DONE = 'tour-done';

const wasDone = (): boolean => {
  try {
    return localStorage.getItem(DONE) !== null;
  } catch {
    // A browser that keeps nothing shows the tour each time.
    return false;
  }
};

/** What a stranger can try: a few steps, each with one button, until it is dismissed. */
export const Tour = ({ onType }: { readonly onType: (text: string) => void }): ReactNode => {
  const { screen, me, be } = useWindow();
  const words = useWords().tour;
  const [done, setDone] = useState(wasDone);
  if (done || screen.tour.length === 0) return null;
  const skip = (): void => {
    setDone(true);
    try {
      localStorage.setItem(DONE, 'yes');
    } catch {
      // Private windows may refuse to keep anything; then it is gone for this time.
    }
  };
  return (
    <section className="tour" aria-label={words.label}>
      <ol>
        {screen.tour.map((step) => (
          <li key={step.title} aria-current={step.as === me.email ? 'step' : undefined}>
            <button
              type="button"
              className="button"
              onClick={() => {
                be(step.as, { kind: 'channel', name: step.place });
                onType(step.type ?? '');
              }}
            >
              {step.title}
            </button>
            <span>{step.text}</span>
            {step.type === undefined ? null : <code>{step.type}</code>}
          </li>
        ))}
      </ol>
      <button type="button" className="link" onClick={skip}>
        {words.skip}
      </button>
    </section>
  );
};

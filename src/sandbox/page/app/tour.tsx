import type { ReactNode } from 'react';
import { useTour } from './use-tour.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** What a stranger can try: a few steps, each with one button, until it is dismissed. */
export const Tour = ({ onType }: { readonly onType: (text: string) => void }): ReactNode => {
  const { screen, me, be } = useWindow();
  const words = useWords().tour;
  const { open, skip } = useTour();
  if (!open || screen.tour.length === 0) return null;
  return (
    <section className="tour" aria-label={words.label}>
      <ol>
        {screen.tour.map((step) => (
          <li key={step.step} aria-current={step.as === me.email ? 'step' : undefined}>
            <button
              type="button"
              className="button"
              onClick={() => {
                be(step.as, { kind: 'channel', name: step.place });
                onType(step.type ?? '');
              }}
            >
              {words.steps[step.step].title}
            </button>
            <span>{words.steps[step.step].text}</span>
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

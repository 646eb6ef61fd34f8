import { type ReactNode, useState } from 'react';
import type { ShownStep } from '../page-screen.js';
import './tour.css';
import { useTour } from './use-tour.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** What a stranger can try: a few steps, one after the other, until it is dismissed. */
export const Tour = ({ onType }: { readonly onType: (text: string) => void }): ReactNode => {
  const { screen } = useWindow();
  const words = useWords().tour;
  const { open, skip } = useTour();
  const [unfolded, setUnfolded] = useState(false);
  if (!open || screen.tour.length === 0) return null;
  const next = screen.tourStopped ? undefined : screen.tour.find(({ done }) => !done);
  return (
    <section className={unfolded ? 'tour' : 'tour folded'} aria-label={words.label}>
      {next === undefined ? (
        <Done stopped={screen.tourStopped && screen.tour.some(({ done }) => !done)} />
      ) : (
        <ol>
          {screen.tour.map((step, at) => (
            <Step key={step.step} of={step} at={at} next={step === next} onType={onType} />
          ))}
        </ol>
      )}
      {next === undefined ? null : (
        <button
          type="button"
          className="link only-narrow"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? words.less : words.more}
        </button>
      )}
      <button
        type="button"
        className="icon"
        aria-label={next === undefined ? words.close : words.skip}
        title={next === undefined ? words.close : words.skip}
        onClick={skip}
      >
        ✕
      </button>
    </section>
  );
};

const Step = (props: {
  readonly of: ShownStep;
  /** Counted from 0. */
  readonly at: number;
  readonly next: boolean;
  readonly onType: (text: string) => void;
}): ReactNode => {
  const { be } = useWindow();
  const words = useWords().tour;
  const { step, as, place, type, done } = props.of;
  const { title, text } = words.steps[step];
  if (done)
    return (
      <li className="done">
        <strong>
          <span aria-hidden="true">✓ </span>
          {title}
        </strong>
        <span className="hidden">{words.stepDone}</span>
      </li>
    );
  return (
    <li aria-current={props.next ? 'step' : undefined}>
      <button
        type="button"
        className={props.next ? 'button primary' : 'button'}
        onClick={() => {
          be(as, place === null ? { kind: 'app' } : { kind: 'channel', name: place });
          props.onType(type ?? '');
        }}
      >
        {props.at + 1}. {title}
      </button>
      <p>
        {text} {type === undefined ? null : <code>{type}</code>}
      </p>
    </li>
  );
};

/** The journey is over, or was stopped on its way: what one may look at now. */
const Done = ({ stopped }: { readonly stopped: boolean }): ReactNode => {
  const { go, screen } = useWindow();
  const words = useWords().tour;
  const ideas = (['mail', 'books', 'start-over'] as const).filter((scene) =>
    stopped ? scene === 'start-over' : scene !== 'mail' || screen.mails !== null,
  );
  return (
    <div className="over">
      <p role="status">{stopped ? words.stopped : words.over}</p>
      {ideas.map((scene) => (
        <button key={scene} type="button" className="button" onClick={() => go({ kind: scene })}>
          {words.ideas[scene]}
        </button>
      ))}
    </div>
  );
};

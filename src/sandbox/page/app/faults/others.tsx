import type { ReactNode } from 'react';
import { ask } from '../ask.js';
import { useWindow } from '../window-context.js';
import { useWords } from '../words-context.js';
import { withoutSwitch } from './switches.js';

/** What was switched on from outside the page, so that nothing is on unseen. */
export const Others = ({
  onTurn,
}: {
  readonly onTurn: (turn: () => Promise<unknown>) => void;
}): ReactNode => {
  const words = useWords().trouble;
  const { troubles } = useWindow().screen;
  const { delivery } = troubles;
  const others = [
    ...withoutSwitch(troubles).map(({ id, kind, method }) => ({
      text: words.fault(kind, method),
      off: () => ask('remove-fault', { id }),
    })),
    ...(troubles.rateLimits
      ? [{ text: words.rateLimits, off: () => ask('rate-limits', { enabled: false }) }]
      : []),
    ...(troubles.triggersAgedMs > 0
      ? [{ text: words.aged(troubles.triggersAgedMs), off: () => ask('age-triggers', { ms: 0 }) }]
      : []),
    ...(delivery.delayMs > 0
      ? [
          {
            text: words.delayed(delivery.delayMs),
            off: () => ask('delivery-faults', { ...delivery, delayMs: 0 }),
          },
        ]
      : []),
    ...(delivery.repeats > 0
      ? [
          {
            text: words.repeated(delivery.repeats),
            off: () => ask('delivery-faults', { ...delivery, repeats: 0 }),
          },
        ]
      : []),
    ...(delivery.loseAcknowledgements
      ? [
          {
            text: words.acknowledgementsLost,
            off: () => ask('delivery-faults', { ...delivery, loseAcknowledgements: false }),
          },
        ]
      : []),
  ];
  if (others.length === 0) return null;
  return (
    <>
      <h3>{words.others}</h3>
      <ul className="others">
        {others.map(({ text, off }) => (
          <li key={text}>
            <span>{text}</span>
            <button
              type="button"
              className="button"
              aria-label={words.turnOffCalled(text)}
              onClick={() => onTurn(off)}
            >
              {words.turnOff}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

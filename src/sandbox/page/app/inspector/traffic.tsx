import { type ReactNode, useState } from 'react';
import type { ExchangeHead } from '../../../inspect/exchange.js';
import { useWords } from '../words-context.js';
import { ExchangeList, went } from './exchange-list.js';
import './inspector.css';
import { useInspection } from './use-inspection.js';

const FILTERS = {
  all: () => true,
  slack: ({ from }: ExchangeHead) => from === 'slack',
  app: ({ from }: ExchangeHead) => from === 'app',
  failed: (head: ExchangeHead) => !went(head),
};
type Filter = keyof typeof FILTERS;
// Safe: the keys are those of the object above.
const NAMES = Object.keys(FILTERS) as readonly Filter[];

/** What went both ways, whatever it was about. */
export const Traffic = (): ReactNode => {
  const words = useWords().inspector;
  const { inspection, more } = useInspection(undefined);
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <div className="traffic">
      <div className="tabs">
        {NAMES.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === filter ? 'true' : undefined}
            onClick={() => setFilter(name)}
          >
            {words.filters[name]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={words.payloads}>
        {inspection === undefined ? null : (
          <ExchangeList
            of={inspection.exchanges.filter(FILTERS[filter])}
            earlier={inspection.earlier}
            onMore={more}
          />
        )}
      </section>
    </div>
  );
};

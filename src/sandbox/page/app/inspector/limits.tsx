import { type ReactNode, useState } from 'react';
import type { ShownLimit } from '../../../inspect/exchange.js';
import { useWords } from '../words-context.js';

const FIRST = 6;

/** Slack's limits and how much of each is used, the nearest first. */
export const Limits = ({ of }: { readonly of: readonly ShownLimit[] }): ReactNode => {
  const words = useWords().inspector;
  const [all, setAll] = useState(false);
  const shown = all ? of : of.slice(0, FIRST);
  return (
    <section className="limits" aria-label={words.limits}>
      <h3>{words.limits}</h3>
      <ul>
        {shown.map((limit) => (
          <Limit key={`${limit.name} ${limit.unit}`} of={limit} />
        ))}
      </ul>
      {shown.length === of.length ? null : (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {words.moreLimits(of.length - shown.length)}
        </button>
      )}
    </section>
  );
};

const Limit = ({ of: limit }: { readonly of: ShownLimit }): ReactNode => {
  const words = useWords().inspector;
  const share = Math.min(100, Math.round((limit.used / limit.limit) * 100));
  return (
    <li className={`limit ${limit.nearness}`}>
      <span>
        <code>{limit.name}</code>
        {limit.block === null ? null : <span className="small"> {words.block(limit.block)}</span>}
      </span>
      <span className="used">
        {words.used(limit.used, limit.limit, words.units[limit.unit])}
        {' · '}
        <strong>{words.nearness[limit.nearness]}</strong>
      </span>
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
    </li>
  );
};

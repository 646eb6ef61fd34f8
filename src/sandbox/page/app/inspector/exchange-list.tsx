import { type ReactNode, useState } from 'react';
import type { ExchangeHead } from '../../../inspect/exchange.js';
import { formatDate } from '../text/format-date.js';
import { useLanguage, useWords } from '../words-context.js';
import { ExchangeView } from './exchange-view.js';

/** Whether nothing went wrong with it so far. */
export const went = ({ state }: ExchangeHead): boolean => state === 'ok' || state === 'waiting';

/** Payloads in a line each, the newest first; any of them opens. */
export const ExchangeList = (props: {
  readonly of: readonly ExchangeHead[];
  readonly earlier: number;
  readonly onMore: () => void;
}): ReactNode => {
  const words = useWords().inspector;
  if (props.of.length === 0) return <p className="empty">{words.none}</p>;
  return (
    <>
      <ul className="exchanges" aria-label={words.payloads}>
        {props.of.map((head) => (
          <ExchangeLine key={head.id} of={head} />
        ))}
      </ul>
      {props.earlier === 0 ? null : (
        <button type="button" className="button earlier" onClick={props.onMore}>
          {words.earlier(props.earlier)}
        </button>
      )}
    </>
  );
};

const ExchangeLine = ({ of: head }: { readonly of: ExchangeHead }): ReactNode => {
  const words = useWords().inspector;
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const state = head.code === '' ? words.states[head.state] : head.code;
  return (
    <li className={`exchange ${head.from} ${went(head) ? '' : 'failed'}`}>
      <button type="button" className="exchange-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="way">{words.ways[head.from]}</span>
        <span className="what">
          <code>{head.name}</code> {head.about}
          {head.who === '' ? null : <span className="small"> {head.who}</span>}
        </span>
        <span className="state">
          {state}
          {head.attempts > 1 ? <span> · {words.attempts(head.attempts)}</span> : null}
        </span>
        <span className="small when">
          {formatDate(head.at / 1000, '{time_secs}', '', language)}
          {head.tookMs === null ? null : ` · ${words.took(head.tookMs)}`}
        </span>
      </button>
      {open ? <ExchangeView id={head.id} version={`${head.state}${head.attempts}`} /> : null}
    </li>
  );
};

import { type ReactNode, useEffect, useState } from 'react';
import type { Exchange, ShownAttempt } from '../../../inspect/exchange.js';
import { ask } from '../ask.js';
import { useWords } from '../words-context.js';
import { JsonView } from './json-view.js';

/** One payload as it went, and what came back; read again when `version` changes. */
export const ExchangeView = ({
  id,
  version,
}: {
  readonly id: string;
  readonly version: string;
}): ReactNode => {
  const words = useWords().inspector;
  const [shown, setShown] = useState<Exchange>();
  const [gone, setGone] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that came meanwhile is why it is read again.
  useEffect(() => {
    ask<Exchange>('payload', { id }).then(setShown, () => setGone(true));
  }, [id, version]);
  if (gone) return <p className="small">{words.gone}</p>;
  if (shown === undefined) return null;
  return (
    <div className="exchange-body">
      <JsonView of={shown.sent} title={words.sent} />
      {shown.from === 'app' ? <AnswerOf call={shown} /> : null}
      {shown.from === 'slack' && shown.received.length === 0 ? <p>{words.waiting}</p> : null}
      {shown.from === 'slack'
        ? shown.received.map((one) => (
            <Attempt key={`${one.at}/${one.number}`} of={one} within={shown.acknowledgeWithinMs} />
          ))
        : null}
    </div>
  );
};

const AnswerOf = ({ call }: { readonly call: Extract<Exchange, { from: 'app' }> }): ReactNode => {
  const words = useWords().inspector;
  return (
    <>
      {call.fault === null ? null : <p>{words.byFault(call.fault)}</p>}
      {call.status === null ? <p>{call.answerLost ? words.answerLost : words.noAnswer}</p> : null}
      {call.answer === null ? null : (
        <JsonView
          of={call.answer}
          title={call.status === null ? words.wouldHaveBeen : words.answered(call.status)}
        />
      )}
    </>
  );
};

const Attempt = ({ of, within }: { readonly of: ShownAttempt; readonly within: number }): ReactNode => {
  const words = useWords().inspector;
  const received = {
    acknowledged: words.acknowledged(of.afterMs ?? 0, within),
    timeout: words.late(within),
    refused: words.refusedWith(of.status ?? 0),
    unreachable: words.unreachable,
  }[of.kind];
  return (
    <>
      <p>
        {of.number === 0 ? null : <strong>{words.retry(of.number, of.reason ?? '')} </strong>}
        {received}
      </p>
      {of.body === null ? null : <JsonView of={of.body} title={words.acknowledgement} />}
    </>
  );
};

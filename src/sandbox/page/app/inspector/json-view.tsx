import type { ReactNode } from 'react';
import { isObject } from '../../../workspace/json.js';
import { useTools } from '../window-context.js';
import { useWords } from '../words-context.js';

/** So deep a payload is unfolded at first. */
const UNFOLDED = 3;

/** A JSON value that can be folded, and copied as text. */
export const JsonView = ({ of, title }: { readonly of: unknown; readonly title: string }): ReactNode => {
  const words = useWords().inspector;
  const { say } = useTools();
  const copy = (): void => {
    navigator.clipboard.writeText(JSON.stringify(of, null, 2)).then(
      () => say(words.copied),
      () => say(words.notCopied),
    );
  };
  return (
    <div className="json">
      <div className="json-head">
        <h4>{title}</h4>
        <button type="button" className="link" aria-label={words.copyCalled(title)} onClick={copy}>
          {words.copy}
        </button>
      </div>
      <div className="json-body">
        <Value of={of} name={undefined} depth={0} />
      </div>
    </div>
  );
};

const Value = (props: {
  readonly of: unknown;
  readonly name: string | undefined;
  readonly depth: number;
}): ReactNode => {
  const { of, name, depth } = props;
  const key = name === undefined ? null : <span className="json-key">{name}: </span>;
  const inner: readonly (readonly [string, unknown])[] = Array.isArray(of)
    ? of.map((one, index) => [String(index), one] as const)
    : isObject(of)
      ? Object.entries(of)
      : [];
  if (!Array.isArray(of) && !isObject(of))
    return (
      <div className="json-line">
        {key}
        <span className={typeof of === 'string' ? 'json-text' : 'json-plain'}>{JSON.stringify(of)}</span>
      </div>
    );
  const [open, close] = Array.isArray(of) ? ['[', ']'] : ['{', '}'];
  if (inner.length === 0)
    return (
      <div className="json-line">
        {key}
        {`${open}${close}`}
      </div>
    );
  return (
    <details open={depth < UNFOLDED}>
      <summary>
        {key}
        <span className="json-plain">{`${open}${inner.length}${close}`}</span>
      </summary>
      <div className="json-inner">
        {inner.map(([field, one]) => (
          <Value key={field} of={one} name={field} depth={depth + 1} />
        ))}
      </div>
    </details>
  );
};

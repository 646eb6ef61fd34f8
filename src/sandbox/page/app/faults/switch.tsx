import { type ReactNode, useId } from 'react';

/** Something that is on or off, with a sentence that tells what it does. */
export const Switch = (props: {
  readonly on: boolean;
  readonly name: string;
  readonly text: string;
  readonly onTurn: (on: boolean) => void;
  readonly children?: ReactNode;
}): ReactNode => {
  const id = useId();
  return (
    <li className={props.on ? 'switch on' : 'switch'}>
      <button
        type="button"
        role="switch"
        aria-checked={props.on}
        aria-describedby={id}
        onClick={() => props.onTurn(!props.on)}
      >
        <span className="track" aria-hidden="true" />
        <strong>{props.name}</strong>
      </button>
      <p id={id}>{props.text}</p>
      {props.children}
    </li>
  );
};

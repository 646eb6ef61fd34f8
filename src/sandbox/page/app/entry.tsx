import type { ReactNode } from 'react';
import type { Place } from './place.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** One place in the sidebar. */
export const Entry = (props: {
  readonly to: Place;
  readonly current: boolean;
  readonly mark: ReactNode;
  readonly text: string;
  readonly unread: number;
}): ReactNode => {
  const { go } = useWindow();
  const words = useWords().window;
  const unread = props.current ? 0 : props.unread;
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'entry unread' : 'entry'}
        aria-current={props.current ? 'page' : undefined}
        onClick={() => go(props.to)}
      >
        <span className="mark" aria-hidden="true">
          {props.mark}
        </span>
        <span className="name">{props.text}</span>
        {unread > 0 ? (
          <span className="badge">
            {unread}
            <span className="hidden"> {words.unread}</span>
          </span>
        ) : null}
      </button>
    </li>
  );
};

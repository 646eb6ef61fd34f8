import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from '../dialog.js';
import { useWords } from '../words-context.js';
import { ExchangeList } from './exchange-list.js';
import type { Subject } from './inspect-context.js';
import './inspector.css';
import { Limits } from './limits.js';
import { useInspection } from './use-inspection.js';

/** Where it covers the whole screen. */
const NARROW = '(max-width: 720px)';

/** The inspector of one message or view, beside what it is about; over it where nothing beside it can be used. */
export const Inspector = (props: { readonly of: Subject; readonly onClose: () => void }): ReactNode => {
  const { of: subject, onClose } = props;
  const words = useWords().inspector;
  const title = words.titles[subject.kind];
  const inside = <Inside of={subject} title={title} onClose={onClose} />;
  if (subject.kind === 'modal' || window.matchMedia(NARROW).matches)
    return (
      <Dialog label={title} className="inspector" onClose={onClose}>
        {inside}
      </Dialog>
    );
  return (
    <Aside label={title} onClose={onClose}>
      {inside}
    </Aside>
  );
};

/** Takes the focus, and gives it back when it closes. */
const Aside = (props: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode => {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      className="inspector"
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={({ key }) => {
        if (key === 'Escape') props.onClose();
      }}
    >
      {props.children}
    </aside>
  );
};

const Inside = (props: {
  readonly of: Subject;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode => {
  const words = useWords().inspector;
  const { inspection, gone, more } = useInspection(props.of);
  return (
    <>
      <header>
        <h2>{props.title}</h2>
        <button type="button" className="icon" aria-label={words.close} onClick={props.onClose}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={words.payloads}>
        {gone ? <p className="empty">{words.gone}</p> : null}
        {inspection === undefined ? null : (
          <>
            <Limits of={inspection.limits} />
            <h3>{words.payloads}</h3>
            <ExchangeList of={inspection.exchanges} earlier={inspection.earlier} onMore={more} />
          </>
        )}
      </section>
    </>
  );
};

import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  readonly description?: string | undefined;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};
const GAP_PX = 4;

/** A button that opens a menu over everything else: arrows go through it, Escape gives the focus back. */
export const Menu = (props: {
  readonly label: string;
  readonly mark: ReactNode;
  readonly className?: string;
  readonly items: readonly MenuItem[];
  readonly onChoose: (id: string) => void;
}): ReactNode => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = list.current;
    const from = button.current?.getBoundingClientRect();
    if (!open || shown === null || from === undefined) return;
    shown.showPopover();
    const { width, height } = shown.getBoundingClientRect();
    const below = from.bottom + GAP_PX + height <= window.innerHeight;
    shown.style.top = `${Math.max(GAP_PX, below ? from.bottom + GAP_PX : from.top - height - GAP_PX)}px`;
    shown.style.left = `${Math.max(GAP_PX, Math.min(from.left, window.innerWidth - width - GAP_PX))}px`;
    shown.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = ({ target }: Event): void => {
      if (target instanceof Node && !shown.contains(target) && button.current?.contains(target) !== true)
        setOpen(false);
    };
    // It hangs where the button was: when that moves away, it closes.
    for (const kind of ['pointerdown', 'scroll']) document.addEventListener(kind, outside, true);
    return () => {
      for (const kind of ['pointerdown', 'scroll']) document.removeEventListener(kind, outside, true);
    };
  }, [open]);
  const choose = (chosen: string): void => {
    setOpen(false);
    button.current?.focus();
    props.onChoose(chosen);
  };
  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { activeElement } = document;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
    const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      items[step(at, items.length - 1)]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className ?? 'icon'}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {props.mark}
      </button>
      {open ? (
        <div
          ref={list}
          id={id}
          className="menu"
          role="menu"
          tabIndex={-1}
          aria-label={props.label}
          popover="manual"
          onKeyDown={keys}
        >
          {props.items.map((item) => (
            <button key={item.id} type="button" role="menuitem" tabIndex={-1} onClick={() => choose(item.id)}>
              <span>{item.text}</span>
              {item.description === undefined || item.description === '' ? null : (
                <span className="small">{item.description}</span>
              )}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
};

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ShownPerson } from '../page-screen.js';
import { Avatar } from './avatar.js';
import { hashOf } from './place.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** So few are seen at a glance. */
const FEW = 8;
/** So many are shown; who looks for another one types a name. */
const SHOWN = 60;

/** 'You are …': one click shows everybody, a second one makes the window theirs. */
export const PersonSwitch = ({ className = '' }: { readonly className?: string }): ReactNode => {
  const { screen, me, place, be } = useWindow();
  const all = useWords();
  const words = all.window;
  const { roleNames } = all.desk.inviting;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const button = useRef<HTMLButtonElement>(null);
  const [wanted, setWanted] = useState('');
  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const toggle = (): void => {
    setWanted('');
    setOpen(!open);
  };
  const people = screen.people.filter(({ email }) => email !== null);
  const named = people.filter((person) =>
    `${person.name} ${partOf(person, roleNames)} ${person.email}`
      .toLowerCase()
      .includes(wanted.trim().toLowerCase()),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the list from wherever one is in it.
    <div className={`person-switch ${className}`} ref={box} onKeyDown={closeByKey}>
      <button ref={button} type="button" className="you" aria-expanded={open} onClick={toggle}>
        <Avatar name={me.name} />
        <span className="who">
          <span className="small">{words.youAre}</span>
          <span className="name">{me.name}</span>
          <span className="small">{partOf(me, roleNames)}</span>
        </span>
        <span aria-hidden="true">▾</span>
      </button>
      {open ? (
        <ul className="people" aria-label={words.beSomebodyElse}>
          {people.length > FEW ? (
            <li className="search">
              <input
                type="search"
                // biome-ignore lint/a11y/noAutofocus: who opens a long list of people looks for one of them.
                autoFocus={window.matchMedia('(pointer: fine)').matches}
                aria-label={words.findPerson}
                placeholder={words.findPerson}
                value={wanted}
                onChange={({ currentTarget }) => setWanted(currentTarget.value)}
                onKeyDown={({ key }) => {
                  const [first] = named;
                  if (key !== 'Enter' || first === undefined) return;
                  setOpen(false);
                  be(first.email ?? first.id);
                }}
              />
            </li>
          ) : null}
          {named.slice(0, SHOWN).map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-current={person.id === me.id ? 'true' : undefined}
                onClick={() => {
                  setOpen(false);
                  be(person.email ?? person.id);
                }}
              >
                <Avatar name={person.name} />
                <span className="who">
                  <span className="name">{person.name}</span>
                  <span className="small">{partOf(person, roleNames)}</span>
                </span>
              </button>
              <a
                href={hashOf({ as: person.email ?? person.id, place })}
                target="_blank"
                rel="noreferrer"
                aria-label={words.beInNewWindow(person.name)}
                title={words.newWindow}
              >
                <TwoWindows />
              </a>
            </li>
          ))}
          {named.length > SHOWN ? (
            <li className="small more">{words.morePeople(named.length - SHOWN)}</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
};

/** Department and roles, in the reader's words; said once where they are the same, as in finance. */
const partOf = ({ title, roles }: ShownPerson, names: Readonly<Record<string, string>>): string => {
  const called = roles.map((role) => names[role] ?? role);
  const others = called.filter((name) => name.toLowerCase() !== title.toLowerCase());
  return [title, ...others].filter((part) => part !== '').join(' · ');
};

/** Drawn here: not every system has the character. */
const TwoWindows = (): ReactNode => (
  <svg
    viewBox="0 0 16 16"
    width="15"
    height="15"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    aria-hidden="true"
  >
    <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />
  </svg>
);

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ShownMessage } from '../page-screen.js';

/** So near to the end that new messages are followed. */
const NEAR_PX = 120;

export interface Following {
  /** What scrolls. */
  readonly box: RefObject<HTMLElement | null>;
  /** What is in it, and grows. */
  readonly inside: RefObject<HTMLDivElement | null>;
  /** Whether one has scrolled away from the newest message. */
  readonly away: boolean;
  /** How many messages others have written since. */
  readonly newBelow: number;
  jump(): void;
  /** Call before older messages are put in above: what is seen now stays where it is. */
  holdPlace(): void;
}

/** Keeps the newest message in sight, unless one is reading further up. */
export const useFollowing = (messages: readonly ShownMessage[], me: string): Following => {
  const box = useRef<HTMLElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const held = useRef<{
    readonly element: Element;
    readonly top: number;
    readonly first: string | undefined;
  }>(undefined);
  const [leftAt, setLeftAt] = useState<string>();
  const following = useRef(true);
  const newest = messages.at(-1);
  const newestTs = useRef<string>('');
  const toEnd = (): void => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const shown = box.current;
    const place = held.current;
    const mine = newest?.author === me && newest.ts > newestTs.current;
    newestTs.current = newest?.ts ?? '';
    if (shown === null) return;
    if (place !== undefined && messages[0]?.ts !== place.first) {
      held.current = undefined;
      shown.scrollTop += place.element.getBoundingClientRect().top - place.top;
    } else if (following.current || mine) shown.scrollTop = shown.scrollHeight;
  }, [messages, newest, me]);

  useEffect(() => {
    const shown = box.current;
    const grows = inside.current;
    if (shown === null || grows === null) return;
    const look = (): void => {
      following.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < NEAR_PX;
      setLeftAt((before) => (following.current ? undefined : (before ?? newestTs.current)));
    };
    // Pictures come late, and a thread makes the channel narrower.
    const sized = new ResizeObserver(() => {
      if (following.current) shown.scrollTop = shown.scrollHeight;
    });
    sized.observe(grows);
    sized.observe(shown);
    shown.addEventListener('scroll', look, { passive: true });
    return () => {
      sized.disconnect();
      shown.removeEventListener('scroll', look);
    };
  }, []);

  return {
    box,
    inside,
    away: leftAt !== undefined,
    newBelow:
      leftAt === undefined ? 0 : messages.filter(({ ts, author }) => ts > leftAt && author !== me).length,
    jump: () => {
      toEnd();
      box.current?.focus();
    },
    holdPlace: () => {
      const element = box.current?.querySelector('article');
      if (element === null || element === undefined) return;
      held.current = { element, top: element.getBoundingClientRect().top, first: messages[0]?.ts };
    },
  };
};

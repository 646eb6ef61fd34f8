import type { ReactNode } from 'react';

const COLOURS = 6;

/** A person's initials on a colour of their own. */
export const Avatar = ({
  name,
  app = false,
}: {
  readonly name: string;
  readonly app?: boolean;
}): ReactNode => {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  const colour = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS;
  return (
    <span className={app ? 'avatar app' : `avatar c${colour}`} aria-hidden="true">
      {initials.join('').toUpperCase()}
    </span>
  );
};

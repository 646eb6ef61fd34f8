import type { ReactNode } from 'react';
import { objectsOf, textOf } from '../../../workspace/json.js';
import { Menu } from '../menu.js';
import { type Placed, useSurface } from '../surface-context.js';
import { useWords } from '../words-context.js';
import { optionsIn } from './search-select.js';

/** The three dots behind which there are a few things more. */
export const Overflow = ({ placed }: { readonly placed: Placed }): ReactNode => {
  const surface = useSurface();
  const words = useWords().forms;
  const choose = (value: string): void => {
    const chosen = objectsOf(placed.element.options).find((option) => option.value === value);
    const url = textOf(chosen?.url);
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, '_blank', 'noreferrer');
    void surface.act(placed, value);
  };
  return (
    <Menu
      label={words.more}
      mark="⋯"
      className="button"
      items={optionsIn(placed.element.options).map(({ value, text, description }) => ({
        id: value,
        text,
        description,
      }))}
      onChoose={choose}
    />
  );
};

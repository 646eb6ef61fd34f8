import type { ReactNode } from 'react';
import { useWords } from '../words-context.js';
import { type Subject, useInspect } from './inspect-context.js';

/** Opens the inspector of a view. */
export const InspectButton = ({ of }: { readonly of: Subject }): ReactNode => {
  const words = useWords().inspector;
  const inspect = useInspect();
  return (
    <button
      type="button"
      className="icon inspect"
      aria-label={words.inspect}
      title={words.inspect}
      onClick={() => inspect(of)}
    >
      {'{ }'}
    </button>
  );
};

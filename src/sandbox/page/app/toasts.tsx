import { type ReactNode, useCallback, useState } from 'react';
import { useWords } from './words-context.js';

export interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 9_000;

/** Short notices that go away by themselves. */
export const useToasts = (): {
  readonly toasts: readonly Toast[];
  say(text: string): void;
  dismiss(id: number): void;
} => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const say = useCallback(
    (text: string) => {
      const id = Date.now() + Math.random();
      setToasts((all) => [...all.filter((one) => one.text !== text), { id, text }]);
      window.setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  return { toasts, say, dismiss };
};

export const Toasts = ({
  toasts,
  onDismiss,
}: {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: number) => void;
}): ReactNode => {
  const words = useWords().window;
  return (
    <div className="toasts" role="status">
      {toasts.map(({ id, text }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          <button type="button" className="icon" aria-label={words.dismiss} onClick={() => onDismiss(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
};

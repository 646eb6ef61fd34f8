import type { ReactNode } from 'react';
import type { JsonObject } from '../../workspace/json.js';
import { Dialog } from './dialog.js';
import { plainOf, TextObject } from './text/text-object.js';
import { useWords } from './words-context.js';

/** A confirmation dialog as the app describes it. */
export const ConfirmDialog = ({
  of,
  onAnswer,
}: {
  readonly of: JsonObject;
  readonly onAnswer: (yes: boolean) => void;
}): ReactNode => {
  const words = useWords().forms;
  return (
    <Dialog label={plainOf(of.title)} className="modal small" onClose={() => onAnswer(false)}>
      <header>
        <h2>{plainOf(of.title)}</h2>
      </header>
      <div className="modal-body">
        <TextObject of={of.text} />
      </div>
      <footer>
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {plainOf(of.deny) || words.cancel}
        </button>
        <button
          type="button"
          className={`button ${of.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          {plainOf(of.confirm) || words.yes}
        </button>
      </footer>
    </Dialog>
  );
};

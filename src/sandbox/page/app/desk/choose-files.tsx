import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../words-context.js';
import { droppedFiles } from './chosen-files.js';

/** Chooses a folder or files, or takes them dropped. */
export const ChooseFiles = ({
  busy,
  onChosen,
}: {
  readonly busy: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}): ReactNode => {
  const words = useWords().desk.importing;
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (input: HTMLInputElement): void => {
    const chosen = [...(input.files ?? [])];
    // The same files, mended, can be chosen again.
    input.value = '';
    if (chosen.length > 0) onChosen(chosen);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!busy) void droppedFiles(event.dataTransfer).then(onChosen);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the buttons.
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        webkitdirectory=""
        data-choose="folder"
        onChange={(event) => choose(event.currentTarget)}
      />
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept=".csv"
        data-choose="files"
        onChange={(event) => choose(event.currentTarget)}
      />
      <button
        type="button"
        className="button primary"
        disabled={busy}
        onClick={() => folder.current?.click()}
      >
        {words.folder}
      </button>
      <button type="button" className="button" disabled={busy} onClick={() => files.current?.click()}>
        {words.files}
      </button>
      <span className="small">{words.drop}</span>
    </div>
  );
};

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Chooses a folder; every browser knows it, React's types do not. */
    readonly webkitdirectory?: '' | undefined;
  }
}

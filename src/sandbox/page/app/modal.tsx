import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { ViewRecord } from '../../workspace/records.js';
import { Blocks } from './blocks/blocks.js';
import { Dialog } from './dialog.js';
import { InspectButton } from './inspector/inspect-button.js';
import { SurfaceContext } from './surface-context.js';
import { plainOf } from './text/text-object.js';
import { useFocusInside } from './use-focus-inside.js';
import { useSurfaceOf } from './use-surface-of.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** The view on top of the person's modal. */
export const Modal = ({
  views,
  children,
}: {
  readonly views: readonly ViewRecord[];
  readonly children: ReactNode;
}): ReactNode => {
  const { act } = useWindow();
  const words = useWords().forms;
  const top = views.at(-1);
  if (top === undefined) return null;
  return (
    <Dialog
      label={plainOf(top.view.title) || words.dialog}
      className="modal"
      onClose={() => void act('close', { all: views.length === 1 })}
    >
      <View key={top.id} record={top} depth={views.length} />
      {children}
    </Dialog>
  );
};

const View = ({ record, depth }: { readonly record: ViewRecord; readonly depth: number }): ReactNode => {
  const { act } = useWindow();
  const words = useWords().forms;
  const [busy, setBusy] = useState(false);
  const { surface, typed } = useSurfaceOf({
    where: { modal: true, viewId: record.id },
    prefix: record.id,
    blocks: record.blocks,
    values: record.values,
    errors: record.errors,
  });
  const form = useRef<HTMLFormElement>(null);
  useFocusInside(form, record);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy || record.view.submit === undefined) return;
    setBusy(true);
    const submitted = event.currentTarget;
    const seen = await act('submit', { values: typed() });
    setBusy(false);
    if (seen === undefined || Object.keys(seen.errors).length === 0) return;
    // Shown with the next frame: then the first of them is gone to.
    requestAnimationFrame(() => submitted.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const close = (all: boolean) => () => void act('close', { all });
  const submitText = plainOf(record.view.submit);
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <header>
        {depth > 1 ? (
          <button type="button" className="icon" aria-label={words.back} onClick={close(false)}>
            ←
          </button>
        ) : null}
        <h2>{plainOf(record.view.title)}</h2>
        <InspectButton of={{ kind: 'modal', viewId: record.id }} />
        <button type="button" className="icon" aria-label={words.close} onClick={close(true)}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="modal-body" tabIndex={0} aria-label={words.content} aria-live="polite">
        <SurfaceContext value={surface}>
          <Blocks of={record.blocks} />
        </SurfaceContext>
      </section>
      <footer>
        <button type="button" className="button" onClick={close(false)}>
          {plainOf(record.view.close) || words.close}
        </button>
        {submitText === '' ? null : (
          <button type="submit" className="button primary" aria-busy={busy}>
            {submitText}
          </button>
        )}
      </footer>
    </form>
  );
};

import { type RefObject, useEffect, useRef } from 'react';
import { objectOf } from '../../workspace/json.js';
import type { ViewRecord } from '../../workspace/records.js';

const FIELDS = ['input', 'select', 'textarea'].map((field) => `.field ${field}:not(:disabled)`).join(', ');

/** The focus for want of anything better: framed only when somebody goes there. */
const focusUnframed = (content: HTMLElement): void => {
  if (content === document.activeElement) return;
  content.dataset.unframed = '';
  content.addEventListener('blur', () => delete content.dataset.unframed, { once: true });
  content.focus();
};

/**
 * Gives the focus to the field of a view that asks for it, else to the first, else to its content: when the view comes,
 * when what was loading has fields at last, and when a change has taken away what had the focus.
 */
export const useFocusInside = (form: RefObject<HTMLElement | null>, record: ViewRecord): void => {
  const state = useRef<'new' | 'without-fields' | 'settled'>('new');
  useEffect(() => {
    const shown = form.current;
    const body = shown?.querySelector<HTMLElement>('.modal-body');
    if (shown === null || body === null || body === undefined) return;
    const settle = (): void => focusInside(shown, body);
    if (state.current === 'new') return settle();
    // React may run this in the middle of a Tab, when one field has lost the focus and the next has not got it yet.
    const frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);

    function focusInside(within: HTMLElement, content: HTMLElement): void {
      const { activeElement } = document;
      const waiting =
        state.current === 'new' || (state.current === 'without-fields' && activeElement === content);
      if (within.contains(activeElement) && !waiting) return;
      const wanted = record.blocks.find((block) => objectOf(block.element).focus_on_load === true);
      const field =
        wanted === undefined
          ? content.querySelector<HTMLElement>(FIELDS)
          : document.getElementById(`${record.id}-${String(wanted.block_id)}`);
      state.current = field === null ? 'without-fields' : 'settled';
      if (field === null) focusUnframed(content);
      else field.focus();
    }
  }, [form, record]);
};

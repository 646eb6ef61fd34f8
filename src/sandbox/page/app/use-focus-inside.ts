import { type RefObject, useEffect, useRef } from 'react';
import { objectOf } from '../../workspace/json.js';
import type { ViewRecord } from '../../workspace/records.js';

const BUTTON = 'button:not(:disabled)';
const FIELDS = ['input', 'select', 'textarea'].map((field) => `.field ${field}:not(:disabled)`).join(', ');

/**
 * Gives the focus to the field of a view that asks for it, else to the first, else to its first button: when the view comes,
 * when what was loading has fields at last, and when a change has taken away what had the focus.
 */
export const useFocusInside = (form: RefObject<HTMLElement | null>, record: ViewRecord): void => {
  /** What has the focus for want of a field; null as soon as a field had it. */
  const instead = useRef<HTMLElement | null | 'new'>('new');
  useEffect(() => {
    const shown = form.current;
    const body = shown?.querySelector<HTMLElement>('.modal-body');
    if (shown === null || body === null || body === undefined) return;
    const { activeElement } = document;
    const inside = shown.contains(activeElement);
    const waiting = instead.current === 'new' || (inside && activeElement === instead.current);
    if (inside && !waiting) return;
    const wanted = record.blocks.find((block) => objectOf(block.element).focus_on_load === true);
    const field =
      wanted === undefined
        ? body.querySelector<HTMLElement>(FIELDS)
        : document.getElementById(`${record.id}-${String(wanted.block_id)}`);
    instead.current =
      field === null
        ? (body.querySelector<HTMLElement>(BUTTON) ?? shown.querySelector<HTMLElement>(`footer ${BUTTON}`))
        : null;
    (field ?? instead.current ?? body).focus();
  }, [form, record]);
};

import { useEffect } from 'react';

/** The sidebar, the place one is in, the thread beside it: by what in each takes the focus. */
const REGIONS: readonly (readonly [region: string, focus: string])[] = [
  ['.sidebar', '.entry[aria-current]'],
  ['.stream .scroll, main > :not(header, .conversation)', ':is(button, input, [tabindex="0"])'],
  ['.stream .composer', 'textarea'],
  ['.thread .composer', 'textarea'],
];

const walk = (event: KeyboardEvent): void => {
  if (event.key !== 'F6' || document.querySelector('dialog[open]') !== null) return;
  event.preventDefault();
  const regions = REGIONS.flatMap(([region, focus]) => {
    const shown = document.querySelector<HTMLElement>(region);
    // What scrolls takes the focus itself.
    const target = shown?.tabIndex === 0 ? shown : shown?.querySelector<HTMLElement>(focus);
    return shown === null || target === null || target === undefined ? [] : [{ shown, target }];
  });
  const at = regions.findIndex(({ shown }) => shown.contains(document.activeElement));
  const step = event.shiftKey ? regions.length - 1 : 1;
  regions[(Math.max(at, event.shiftKey ? 0 : -1) + step) % regions.length]?.target.focus();
};

/** F6 goes to the next part of the window, with Shift to the one before, as in Slack. */
export const useRegions = (): void =>
  useEffect(() => {
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, []);

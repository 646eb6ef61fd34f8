import type { Language } from '../../../workspace/language.js';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long something has been there, in its largest unit, as the language writes it. */
export const ageText = (ms: number, language: Language): string => {
  const [unit, length] = UNITS.find(([, one]) => ms >= one) ?? (['second', 1_000] as const);
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  return format.format(Math.floor(ms / length));
};

import type { Language } from '../../../workspace/language.js';

const PARTS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** A date as Slack's `{date_short} at {time}` formats write it, in the browser's time zone; the fallback when it is none. */
export const formatDate = (seconds: number, format: string, fallback: string, language: Language): string => {
  if (!Number.isFinite(seconds)) return fallback;
  const date = new Date(seconds * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
    const options = PARTS[name.replace(/_pretty$/, '')];
    return options === undefined ? all : new Intl.DateTimeFormat(language, options).format(date);
  });
};

/** When a message was written: the time alone for today. */
export const timeOf = (ts: string, language: Language): string =>
  formatDate(Number(ts), '{time}', '', language);
export const dayOf = (ts: string, language: Language): string =>
  formatDate(Number(ts), '{date_long}', '', language);

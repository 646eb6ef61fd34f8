/** The only source of "now"; tests hand in their own. */
export interface Clock {
  /** The current instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day (yyyy-mm-dd) of an instant where the person is; in UTC where the timezone is not known. */
export const localDay = (instant: Date, timeZone: string | null): string => {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    // en-CA writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: timeZone ?? 'UTC' }).format(instant);
  } catch {
    return instant.toISOString().slice(0, 10);
  }
};

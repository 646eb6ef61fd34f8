import { v7 } from 'uuid';

/** A new UUIDv7: unique everywhere, and sorted by the time it was made. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether text that came from outside (a button value, a job) has the form of an id; says nothing about existence. */
export const isId = (text: string): boolean => UUID.test(text);

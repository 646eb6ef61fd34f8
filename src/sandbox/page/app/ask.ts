import { isObject, textOf } from '../../workspace/json.js';

/** The server refused an operation; `status` 0 when it was not reached. Its message is for developers: see problemText. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Runs an operation of the control interface; throws Refused. The caller names what is answered: both ends are built together. */
export const ask = async <T>(name: string, input: object): Promise<T> => {
  const response = await fetch(`/sandbox/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => undefined);
  if (response === undefined) throw new Refused(0, name);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const said = isObject(body) ? textOf(body.error) : undefined;
    throw new Refused(response.status, said ?? name);
  }
  // Safe: see above; the control interface answers what its types say.
  return body as T;
};

let last: Promise<unknown> = Promise.resolve();

/** As `ask`, one after another: what is typed into a form arrives before it is submitted. */
export const askInOrder = <T>(name: string, input: object): Promise<T> => {
  const next = last.then(() => ask<T>(name, input));
  last = next.catch(() => undefined);
  return next;
};

/** Runs an operation of the control interface as the page does, over HTTP. */
export const operate = async <T = unknown>(
  sandbox: { readonly url: string },
  name: string,
  input: object = {},
): Promise<{ readonly status: number; readonly body: T }> => {
  const response = await fetch(`${sandbox.url}/sandbox/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  // Safe: the operation's own type, which the caller names.
  return { status: response.status, body: (await response.json()) as T };
};

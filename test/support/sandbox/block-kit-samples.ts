/** Small Block Kit objects of a given size, for tests of limits. */
export const x = (count: number): string => 'x'.repeat(count);
export const plain = (count: number) => ({ type: 'plain_text', text: x(count) });
export const mrkdwn = (count: number) => ({ type: 'mrkdwn', text: x(count) });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const option = (index: number, text = 5, value = `v${index}`) => ({ text: plain(text), value });
export const options = (count: number) => many(count, (index) => option(index));
export const button = (more: object = {}) => ({ type: 'button', text: plain(5), ...more });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain(5),
  element,
  ...more,
});
export const select = (more: object) => actions({ type: 'static_select', ...more });
export const row = (count: number) => many(count, () => ({ type: 'raw_text', text: 'x' }));
export const card = (more: object = {}) => ({ type: 'card', title: mrkdwn(5), ...more });
export const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' };

import type { Catalogue } from '../keys.js';

/** Why a text that a person typed was refused. */
export const textInput = {
  tooLong: '最多 {{limit}} 个字符，当前为 {{actual}} 个。',
  empty: '请填写此项。',
} as const satisfies Catalogue['textInput'];

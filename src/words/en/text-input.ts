/** Why a text that a person typed was refused. */
export const textInput = {
  tooLong: 'Please use at most {{limit}} characters; this has {{actual}}.',
  empty: 'Please write something here.',
} as const;

/** Whether nothing of the order changed, and only somebody who had approved may no longer do so. */
export const onlyApproversLapsed = (changes: readonly { readonly code: string }[]): boolean =>
  changes.length > 0 && changes.every(({ code }) => code === 'approver-lapsed');

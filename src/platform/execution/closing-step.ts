/** The step that ends an execution: owed when every other step has its receipt, and its own receipt settles it. */
export const CLOSING_STEP = 'settle';

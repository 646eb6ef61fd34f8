/** Closes one after the other, also where one of them fails; throws the first failure when all were tried. */
export const closeAll = async (closes: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closes) {
    try {
      await close();
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length > 0) throw failures[0];
};

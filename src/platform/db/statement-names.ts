/** Each holds a plan on every connection that used it. */
const MOST = 300;
/** What is put together for one search is longer, and seldom the same again. */
const LONGEST = 2_000;
/** How pg says that a statement has no name. */
const NONE = '';

/**
 * Names for the statements that a process says again and again: PostgreSQL then reads and plans each once a connection.
 * What comes for the first time, is long, or is one too many gets the empty name, and leaves nothing behind there.
 */
export const createStatementNames = ({
  most = MOST,
} = {}): ((statement: { readonly sql: string }) => string) => {
  const names = new Map<string, string>();
  const once = new Set<string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (sql.length > LONGEST || names.size >= most) return NONE;
    if (!once.delete(sql)) {
      if (once.size >= most) once.clear();
      once.add(sql);
      return NONE;
    }
    const name = `countermand_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
};

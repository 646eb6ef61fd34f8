/** A value as PostgreSQL writes it into JSON: days and instants are text. Amounts are to be cast to text in the statement. */
export type InJson<T> = T extends Date
  ? string
  : T extends readonly (infer One)[]
    ? readonly InJson<One>[]
    : T extends object
      ? { readonly [Key in keyof T]: InJson<T[Key]> }
      : T;

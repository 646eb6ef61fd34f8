/** LIKE's wildcards as the characters that they are. */
export const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** A piece of text as names are stored, to compare it with them. */
export interface Folded {
  readonly text: string;
  /** Its characters and pairs of them where it is written without spaces between words. */
  readonly grams: readonly string[];
}

/** Of these every database makes the same; a capital I is another letter in Turkish. */
const PLAIN = /^[ -HJ-~\u4e00-\u9fa5]*$/;
const HAN = /[\u4e00-\u9fa5]/;

/** Folded as countermand_fold and countermand_grams do it; undefined for what only the database folds as it does. */
export const foldPlain = (piece: string): Folded | undefined => {
  if (!PLAIN.test(piece)) return undefined;
  const text = piece.toLowerCase();
  const grams = [...text].flatMap((character, at) => {
    const next = text[at + 1] ?? '';
    if (!HAN.test(character)) return [];
    return HAN.test(next) ? [character, character + next] : [character];
  });
  return { text, grams: [...new Set(grams)] };
};

/** Control characters, and the invisible ones that turn text around: an amount or a name forged with them reads backwards. */
export const INVISIBLE_CHARACTERS = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/u;

/** A part of an address; as it stands where it is no encoding: an address that was cut or typed leads somewhere, not to a blank page. */
export const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone % or half of a character.
    return part;
  }
};

/** Ids that tie a field to its label, hint and error. */
export interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  /** For elements without a visible label. */
  readonly label: string | undefined;
}

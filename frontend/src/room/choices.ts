/** Something that completes a field: what is written, what is shown, and a remark. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
  /** The words that were typed, where it offers to make a dossier of them. */
  fresh?: string;
}

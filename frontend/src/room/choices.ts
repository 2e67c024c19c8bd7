/** Something that completes a field: what is written, what is shown, and a remark. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

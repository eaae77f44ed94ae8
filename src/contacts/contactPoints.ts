/** A further email or phone of a person; the first of each kind is a column of its own. */
export interface ContactPoint {
  label: ContactPointLabel;
  value: string;
}

export const contactPointLabels = ['work', 'home', 'mobile', 'other'] as const;
export type ContactPointLabel = (typeof contactPointLabels)[number];

/** As stored in `more_emails` and `more_phones`. */
export function toContactPoints(stored: unknown): ContactPoint[] {
  return stored as ContactPoint[];
}

/** The columns of a contact that an import may fill in. */
export const fillable = ['first_name', 'last_name', 'position', 'email', 'phone', 'notes'] as const;
export type Fillable = (typeof fillable)[number];

/** What an import put into the empty fields of somebody who was there. */
export interface Filled extends Partial<Record<Fillable, string>> {
  id: number;
  company_id?: number;
  /** When they had last been changed, ISO 8601. */
  updated_at: string;
}

/** All that an import did, as it is kept to be undone. */
export interface Made {
  contacts: number[];
  companies: number[];
  filled: Filled[];
}

export function madeIn(text: string): Made {
  return text === '' ? { contacts: [], companies: [], filled: [] } : (JSON.parse(text) as Made);
}

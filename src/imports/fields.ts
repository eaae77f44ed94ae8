/** What a column of a file can become. */
export const importFields = [
  'first_name',
  'last_name',
  'full_name',
  'company',
  'position',
  'email',
  'phone',
  'status',
  'notes',
] as const;
export type ImportField = (typeof importFields)[number];

/** `skip`: the column is not imported. */
export const columnChoices = [...importFields, 'skip'] as const;
export type ColumnChoice = (typeof columnChoices)[number];

export const nameFields: readonly ColumnChoice[] = ['first_name', 'last_name', 'full_name'];

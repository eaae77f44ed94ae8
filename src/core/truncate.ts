/** The first signs of a text, counted as a person and PostgreSQL count them: never half of one that takes two units. */
export function truncate(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}

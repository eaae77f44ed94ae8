/** Cuts a text to `max` code points, the characters that PostgreSQL counts. */
export function truncate(text: string, max: number): string {
  return [...text].slice(0, max).join('');
}

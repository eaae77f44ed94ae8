/** Counts code points, as PostgreSQL does. */
export function truncate(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('');
}

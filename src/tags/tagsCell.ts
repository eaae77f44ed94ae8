/** The names of tags in one cell of a table: with commas, and in quotes where a name contains one. */
export function tagsCell(names: string[]): string {
  return names.map((name) => (/[",;\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(', ');
}

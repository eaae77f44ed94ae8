/** The names of tags in one table cell, separated by commas. A name that contains a comma is quoted. */
export function tagsCell(names: string[]): string {
  return names.map((name) => (/[",;\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(', ');
}

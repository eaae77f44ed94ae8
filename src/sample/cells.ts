// More cells than any row has; the tests check that each row is complete.
type Cells = [string, string, string, string, string, string, string, string, string];

export function parseCells(text: string): Cells[] {
  return nonEmptyLines(text).map((line) => line.split('|').map((cell) => cell.trim()) as Cells);
}

export function words(text: string): string[] {
  return text.split(/[ ,]+/).filter(Boolean);
}

export function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

export function requireOneOf<const T extends string>(values: readonly T[], text: string): T {
  const match = values.find((value) => value === text);
  if (match === undefined) throw new Error(`The examples have no ${text}`);
  return match;
}

export function findMark<const T extends string>(marks: string, values: readonly T[]): T | undefined {
  return values.find((value) => marks.split(' ').includes(value));
}

const units = ['kB', 'MB', 'GB', 'TB'];

/** `12.3 MB`; `number` formats the number in the language of the user. */
export function formatBytes(bytes: number, number: (value: number) => string): string {
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))}\u00a0${units[unit]}`;
}

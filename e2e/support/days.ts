/** A calendar date some days from today, as date fields take it; by default in the zone of the tests' browsers. */
export function dateFromToday(days: number, timeZone = 'Europe/Warsaw'): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date());
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

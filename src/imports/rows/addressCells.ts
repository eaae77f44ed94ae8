import { fold } from '../../db/sql/fold.ts';
import type { AddressPart } from './headingParts.ts';
import type { Cell } from './rowCells.ts';

/**
 * Joins the cells of an address: those whose headings name the same place ("Home City", "Home Street"), in the order of
 * the file.
 */
export function joinAddresses(cells: readonly Cell[]): { text: string; cell: Cell }[] {
  const byPlace = new Map<string, Cell[]>();
  for (const cell of cells) {
    const place = cell.match?.place ?? '1';
    byPlace.set(place, [...(byPlace.get(place) ?? []), cell]);
  }
  const joined = [...byPlace.values()].map((parts) => ({ text: joinParts(parts), cell: parts[0] as Cell }));
  const unique = new Map(joined.map((address) => [fold(address.text), address]));
  return [...unique.values()].filter(({ text }) => text !== '');
}

function joinParts(cells: Cell[]): string {
  const part = (name: AddressPart) =>
    cells
      .filter(({ match }) => (match?.part ?? 'whole') === name)
      .map(({ text }) => text)
      .join(', ');
  const street = [part('street'), [part('house'), part('flat')].filter(Boolean).join('/')].filter(Boolean).join(' ');
  const city = [part('zip'), part('city')].filter(Boolean).join(' ');
  const parts = [street, part('more'), part('box'), city, part('region'), part('country')];
  const whole = part('whole');
  // Google's "Formatted" column repeats all the others.
  const further = parts.filter((text) => text !== '' && !fold(whole).includes(fold(text)));
  return [whole, ...further].filter(Boolean).join('\n');
}

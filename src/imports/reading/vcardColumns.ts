/** The cells of a card by their headings. */
export type Vcard = Map<string, string>;

const single = [
  ...['First name', 'Middle name', 'Last name', 'Name prefix', 'Nickname', 'Company', 'Department', 'Job title'],
] as const;

/** The headings for which any card has a value, always in the same order. */
export function vcardColumns(cards: Vcard[]): string[] {
  const used = new Set(cards.flatMap((card) => [...card.keys()]));
  const rank = (heading: string) => {
    const at = (single as readonly string[]).indexOf(heading);
    return at < 0 ? single.length : at;
  };
  return [...used].sort((one, other) => rank(one) - rank(other) || pointRank(one) - pointRank(other));
}

const pointKinds = ['Email', 'Phone', 'Address', 'Birthday', 'Tags', 'Website', 'Notes'];

function pointRank(heading: string): number {
  const kind = pointKinds.findIndex((one) => heading.startsWith(one));
  const number = Number(/\d+/.exec(heading)?.[0] ?? 1);
  return kind * 1_000 + number * 2 + (heading.endsWith('label') ? 1 : 0);
}

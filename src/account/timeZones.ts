import { timeZones } from '../i18n/locale.ts';

export interface ZoneGroup {
  /** `Europe`; empty for the zones of no region and for the chosen one, which stands on top. */
  region: string;
  zones: { value: string; label: string }[];
}

/** Every zone by region, the chosen one first: also when this system lists it under another name. */
export function zoneGroups(chosen: string): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup>([['', { region: '', zones: [{ value: chosen, label: wordsOf(chosen) }] }]]);
  for (const value of timeZones().filter((zone) => zone !== chosen)) {
    const region = value.includes('/') ? value.slice(0, value.indexOf('/')) : '';
    const group = groups.get(region) ?? { region, zones: [] };
    groups.set(region, group);
    group.zones.push({ value, label: wordsOf(value) });
  }
  return [...groups.values()];
}

/** `America/Argentina/Buenos_Aires` as a person reads it; with the region, since a closed list shows only this. */
function wordsOf(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ');
}

import { timeZones } from '../i18n/locale.ts';

export interface ZoneGroup {
  /** `Europe`; empty for zones without a region and for the selected one, which comes first. */
  region: string;
  zones: { value: string; label: string }[];
}

/** All zones by region. The selected one comes first, even if this system does not list it by that name. */
export function zoneGroups(selected: string): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup>([
    ['', { region: '', zones: [{ value: selected, label: zoneLabel(selected) }] }],
  ]);
  for (const value of timeZones().filter((zone) => zone !== selected)) {
    const region = value.includes('/') ? value.slice(0, value.indexOf('/')) : '';
    const group = groups.get(region) ?? { region, zones: [] };
    groups.set(region, group);
    group.zones.push({ value, label: zoneLabel(value) });
  }
  return [...groups.values()];
}

/** `America / Argentina / Buenos Aires`: with the region, because a closed select shows only the label. */
function zoneLabel(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ');
}

import { parseName } from '../../cardReader/personName.ts';
import { tagsCell } from '../../tags/tagsCell.ts';
import type { Vcard } from './vcardColumns.ts';

export interface VcardProperty {
  group: string;
  name: string;
  types: string[];
  parameters: Record<string, string | string[]>;
  /** A structured property is one value with several parts. */
  values: (string | (string | string[])[])[];
}

/** Our own cards hold these as extended properties. */
const ownProperties = ['Status', 'Source', 'Starred'];

export function vcardValues(properties: VcardProperty[]): Vcard {
  const card: Vcard = new Map();
  const put = (heading: string, text: string) => {
    if (text.trim() !== '') card.set(heading, text.trim());
  };
  const all = (name: string) => properties.filter((property) => property.name === name && textOf(property) !== '');
  const joined = (name: string, separator: string) => all(name).map(textOf).join(separator);
  const [company = '', ...departments] = partsOf(all('org')[0]);
  putName(put, all('n')[0], joined('fn', ' '), company);
  put('Nickname', joined('nickname', ', '));
  put('Company', company);
  put('Department', departments.filter(Boolean).join(', '));
  put('Job title', joined('title', ', ') || joined('role', ', '));
  putPoints(put, 'Email', preferred(all('email')), properties);
  putPoints(put, 'Phone', preferred(all('tel')), properties);
  for (const [at, property] of preferred(all('adr')).entries()) put(numbered('Address', at), addressOf(property));
  put('Birthday', birthdayOf(all('bday')[0]));
  put('Tags', tagsCell(all('categories').flatMap(textsOf)));
  for (const heading of ownProperties) put(heading, joined(`x-mini-crm-${heading.toLowerCase()}`, ', '));
  put('Website', all('url').map(textOf)[0] ?? '');
  put('Notes', [...[...all('url').slice(1), ...all('note')].map(textOf), ...unmappedValues(properties)].join('\n'));
  return card;
}

const unmappedNames =
  /^(?:impp|(?:x-)?socialprofile|(?:x-)?anniversary|x-abdate|related|x-abrelatednames|x-(?:ms-)?spouse|x-(?:skype|jabber|icq|aim|yahoo|msn|gtalk|twitter|facebook)(?:-username)?)$/;

/** Values for which there is no field, each with its kind: "linkedin: http://…". */
function unmappedValues(properties: VcardProperty[]): string[] {
  return properties
    .filter((property) => unmappedNames.test(property.name) && textOf(property) !== '')
    .map((property) => {
      const kind = labelOf(property, properties) || property.name.replace(/^x-|-username$/g, '');
      return kind === 'impp' ? textOf(property) : `${kind}: ${textOf(property)}`;
    });
}

type Put = (heading: string, text: string) => void;

/** The card of a company repeats the company's name as the name of a person. */
function putName(put: Put, structured: VcardProperty | undefined, full: string, company: string): void {
  const [last = '', first = '', middle = '', prefix = '', suffix = ''] = partsOf(structured);
  put('Last name', last);
  put('First name', first);
  put('Middle name', middle);
  put('Name prefix', `${prefix} ${suffix}`);
  if (last || first || full === company) return;
  const name = parseName(full);
  put('First name', name?.first_name ?? full);
  put('Last name', name?.last_name ?? '');
  if (name?.titles) put('Name prefix', name.titles);
}

function putPoints(put: Put, kind: 'Email' | 'Phone', points: VcardProperty[], properties: VcardProperty[]): void {
  points.forEach((point, at) => {
    const heading = numbered(kind, at);
    put(heading, pointText(point));
    put(`${heading} label`, labelOf(point, properties));
  });
}

const numbered = (heading: string, at: number) => (at === 0 ? heading : `${heading} ${at + 1}`);

function pointText(point: VcardProperty): string {
  return textOf(point)
    .replace(/^(?:tel|mailto):/i, '')
    .replace(/;ext=/i, ' ext. ');
}

const noLabel = /^(?:pref|voice|internet|text|x400|video|msg|x-.*|\d)$/;

/** iPhones write the label as a separate property of the same group: `_$!<Work>!$_`. */
function labelOf({ group, types }: VcardProperty, properties: VcardProperty[]): string {
  const own = properties.find((one) => group !== '' && one.group === group && one.name === 'x-ablabel');
  if (own) return textOf(own).replace(/^_\$!<(.*)>!\$_$/, '$1');
  return types.filter((type) => !noLabel.test(type)).join(' ');
}

/** Puts the preferred one first and fax numbers last. */
function preferred(properties: VcardProperty[]): VcardProperty[] {
  const rank = ({ types, parameters }: VcardProperty) =>
    types.includes('fax') ? 200 : types.includes('pref') ? 0 : Number(parameters['pref'] ?? 100);
  return properties.toSorted((one, other) => rank(one) - rank(other));
}

function addressOf(property: VcardProperty): string {
  const [box = '', more = '', street = '', city = '', region = '', code = '', country = ''] = partsOf(property);
  // The address is free text, as in our own cards.
  if ([box, more, city, region, code, country].every((part) => part === '')) return street;
  const place = `${code} ${city}`.trim();
  return [street, more, box, place, region, country].map(oneLine).filter(Boolean).join(', ');
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ', ').trim();

function birthdayOf(property: VcardProperty | undefined): string {
  if (!property) return '';
  const text = textOf(property).replace(/T.*$/, '');
  const [, year, month, day] = /^(\d{4}|--)-?(\d\d)-?(\d\d)$/.exec(text) ?? [];
  if (!year) return text;
  const isOmitted = year === '--' || property.parameters['x-apple-omit-year'] === year;
  return isOmitted ? `--${month}-${day}` : `${year}-${month}-${day}`;
}

function textOf(property: VcardProperty): string {
  return textsOf(property).join(', ');
}

// The library leaves this one escape sequence in texts.
function textsOf({ values }: VcardProperty): string[] {
  return values
    .flat(2)
    .map((value) => value.replace(/\\([;:])/g, '$1').trim())
    .filter(Boolean);
}

function partsOf(property: VcardProperty | undefined): string[] {
  const value = property?.values[0];
  if (value === undefined) return [];
  return [value].flat().map((part) => [part].flat().join(' ').trim());
}

import type { ContactPointLabel } from '../contacts/contactPoints.ts';
import type { BusinessCard } from './cardFields.ts';
import { parseName } from './personName.ts';

interface Property {
  name: string;
  params: string;
  value: string;
}

/**
 * Parses the first vCard (2.1 to 4.0) or MECARD in a text; undefined when there is none. Repeated values of fields
 * other than email and phone go to the notes.
 */
export function parseVcard(text: string): BusinessCard | undefined {
  const properties = vcardProperties(text) ?? mecardProperties(text);
  if (!properties) return undefined;
  const all = (name: string) => properties.filter((property) => property.name === name && plain(property) !== '');
  const first = (name: string) => plain(all(name)[0]);
  const phones = preferred(all('TEL').filter(({ params }) => !/fax/i.test(params)));
  const emails = preferred(all('EMAIL'));
  const [website, ...moreWebsites] = all('URL').map(plain);
  const [company = '', ...units] = structured(all('ORG')[0]);
  return {
    ...vcardName(all('N')[0], first('FN') || first('NICKNAME')),
    company,
    position: first('TITLE') || first('ROLE'),
    email: emailText(emails[0]),
    more_emails: emails.slice(1).map((one) => ({ label: pointLabel(one), value: emailText(one) })),
    phone: phoneText(phones[0]),
    more_phones: phones.slice(1).map((one) => ({ label: pointLabel(one), value: phoneText(one) })),
    website: website ?? '',
    notes: [
      titles(all('N')[0]) || (all('N').length === 0 ? (parseName(first('FN'))?.titles ?? '') : ''),
      units.join(', '),
      ...all('ADR').map((property) => structured(property).join(', ')),
      ...all('TEL')
        .filter(({ params }) => /fax/i.test(params))
        .map(phoneText),
      ...moreWebsites,
      ...all('BDAY').map(plain),
      ...all('NOTE').map(plain),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

function vcardProperties(text: string): Property[] | undefined {
  const body = /BEGIN:VCARD([\s\S]*?)(?:END:VCARD|$)/i.exec(text.replace(/\r\n?/g, '\n'))?.[1];
  // A folded line goes on after a space; quoted-printable goes on after "=".
  const unfolded = body?.replace(/=\n(?=[^\n:]*(?:=[\dA-F]{2}|\n))/gi, '').replace(/\n[ \t]/g, '');
  return unfolded?.split('\n').flatMap((line) => {
    const [, name = '', params = '', value = ''] = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line.trim()) ?? [];
    return name ? [{ name: name.toUpperCase(), params, value: decode(params, value) }] : [];
  });
}

/** The text of many QR codes: "MECARD:N:Kret,Ola;TEL:601555100;;". */
function mecardProperties(text: string): Property[] | undefined {
  const body = /^\s*MECARD:([\s\S]+)$/i.exec(text)?.[1];
  return body?.split(/(?<!\\);/).flatMap((part) => {
    const [, name = '', value = ''] = /^\s*([A-Z]+):(.*)$/is.exec(part) ?? [];
    const separated = name.toUpperCase() === 'N' ? value.replace(',', ';') : value;
    return name ? [{ name: name.toUpperCase(), params: '', value: separated }] : [];
  });
}

function decode(params: string, value: string): string {
  if (!/quoted-printable/i.test(params)) return value;
  const bytes = value.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const isBytes = [...bytes].every((letter) => letter.charCodeAt(0) < 256);
  return isBytes ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

function plain(property: Property | undefined): string {
  return unescapeText(property?.value ?? '');
}

function structured(property: Property | undefined): string[] {
  const parts = (property?.value ?? '').split(/(?<!\\);/);
  return parts.map((part) => unescapeText(part.replace(/(?<!\\),/g, ' ')).trim()).filter(Boolean);
}

function unescapeText(value: string): string {
  return value.replace(/\\n/gi, '\n').replace(/\\(.)/g, '$1').trim();
}

function nameParts(property: Property | undefined): string[] {
  return (property?.value ?? '').split(/(?<!\\);/).map((part) => unescapeText(part.replace(/(?<!\\),/g, ' ')));
}

function vcardName(property: Property | undefined, full: string) {
  const [last_name = '', given = '', additional = ''] = nameParts(property);
  if (last_name || given) return { first_name: `${given} ${additional}`.trim(), last_name };
  const { first_name, last_name: last } = parseName(full) ?? { first_name: full, last_name: '' };
  return { first_name, last_name: last };
}

function titles(property: Property | undefined): string {
  return nameParts(property).slice(3).filter(Boolean).join(' ');
}

/** The mobile number or preferred value first. */
function preferred(properties: Property[]): Property[] {
  const rank = ({ params }: Property) => (/cell|mobile|iphone/i.test(params) ? 2 : 0) + (/pref/i.test(params) ? 1 : 0);
  return properties.toSorted((one, other) => rank(other) - rank(one));
}

function pointLabel({ params }: Property): ContactPointLabel {
  if (/cell|mobile|iphone/i.test(params)) return 'mobile';
  if (/work/i.test(params)) return 'work';
  return /home/i.test(params) ? 'home' : 'other';
}

function emailText(property: Property | undefined): string {
  return plain(property).replace(/^mailto:/i, '');
}

function phoneText(property: Property | undefined): string {
  return plain(property).replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ');
}

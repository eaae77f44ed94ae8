import { fullName } from '../contacts/contactName.ts';
import { type ContactPoint, type ContactPointLabel, contactPointsOf } from '../contacts/contactPoints.ts';
import { contentLine, contentListLine } from '../core/contentLine.ts';
import type { ExportedCompany } from './exportedCompanies.service.ts';
import type { ExportedContact } from './exportedContacts.service.ts';

/** A person as a vCard 3.0, the version that every phone and Outlook read. */
export function contactVcard(contact: ExportedContact): string {
  return card([
    contentLine('N', [contact.last_name, contact.first_name, '', '', '']),
    contentLine('FN', fullName(contact)),
    ...given('ORG', contact.company_name ?? ''),
    ...given('TITLE', contact.position),
    ...emailLines(contactPointsOf('email', contact)),
    ...phoneLines(contactPointsOf('phone', contact)),
    ...addressLines(contact.address),
    ...birthdayLines(contact.birthday),
    ...given('NOTE', contact.notes),
    ...tagLines(contact),
    ...given('X-MINI-CRM-STATUS', contact.status),
    ...given('X-MINI-CRM-SOURCE', contact.source),
    ...given('X-MINI-CRM-STARRED', contact.is_starred ? '1' : ''),
  ]);
}

export function companyVcard(company: ExportedCompany): string {
  return card([
    contentLine('N', ['', '', '', '', '']),
    contentLine('FN', company.name),
    contentLine('ORG', company.name),
    contentLine('X-ABSHOWAS', 'COMPANY'),
    ...given('EMAIL;TYPE=INTERNET', company.email),
    ...given('TEL;TYPE=WORK,VOICE', company.phone),
    ...addressLines(company.address),
    ...given('URL', company.website),
    ...given('NOTE', company.notes),
    ...tagLines(company),
    ...given('X-MINI-CRM-INDUSTRY', company.industry),
    ...given('X-MINI-CRM-TAX-ID', company.tax_id),
  ]);
}

export function card(lines: string[]): string {
  return [contentLine('BEGIN', 'VCARD'), contentLine('VERSION', '3.0'), ...lines, contentLine('END', 'VCARD')].join('');
}

export function given(name: string, value: string): string[] {
  return value === '' ? [] : [contentLine(name, value)];
}

const types: Record<ContactPointLabel, string> = { work: 'WORK', home: 'HOME', mobile: 'CELL', other: '' };

export function emailLines(emails: ContactPoint[]): string[] {
  return emails.map(({ label, value }) => contentLine(withTypes('EMAIL', ['INTERNET', types[label]]), value));
}

export function phoneLines(phones: ContactPoint[]): string[] {
  return phones.map(({ label, value }) => contentLine(withTypes('TEL', [types[label], 'VOICE']), value));
}

function withTypes(name: string, names: string[]): string {
  return `${name};TYPE=${names.filter(Boolean).join(',')}`;
}

/** A free-text address goes into the street, since it cannot be split safely. */
function addressLines(address: string): string[] {
  return address === '' ? [] : [contentLine('ADR', ['', '', address, '', '', '', ''])];
}

/** Phones know only Apple's way to omit the year. */
function birthdayLines(birthday: string): string[] {
  if (birthday === '') return [];
  const withoutYear = birthday.startsWith('--');
  const name = withoutYear ? 'BDAY;X-APPLE-OMIT-YEAR=1604' : 'BDAY';
  return [contentLine(name, withoutYear ? birthday.replace('--', '1604-') : birthday)];
}

function tagLines({ tags }: { tags: { name: string }[] }): string[] {
  return tags.length === 0
    ? []
    : [
        contentListLine(
          'CATEGORIES',
          tags.map(({ name }) => name),
        ),
      ];
}

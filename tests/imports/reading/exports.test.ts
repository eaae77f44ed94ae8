// The headings that other programs write are known, and nothing of them is left out silently.
import { expect, test } from 'vitest';
import { load, sheetOf } from './support.ts';

const choices = async (file: string | Uint8Array) => (await sheetOf(file)).columns.join(' ');

test('a filled column with a plain meaning is never left out', async () => {
  expect(await choices(load('hubspot-associated-company.csv'))).toBe('skip first_name last_name email phone company');
});

test.each([
  [
    'Google',
    'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,Website 1 - Value',
    'first_name middle_name last_name notes name_title nickname company position birthday notes tags email_label email phone_label phone address company_website',
  ],
  [
    'LinkedIn',
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
    'first_name last_name company_website email company position notes',
  ],
  [
    'Outlook in Polish',
    'Tytuł,Imię,Drugie imię,Nazwisko,Firma,Dział,Stanowisko,Telefon służbowy,Telefon komórkowy,Adres e-mail,Notatki',
    'name_title first_name middle_name last_name company notes position phone phone email notes',
  ],
  [
    'Outlook in German',
    'Anrede,Vorname,Nachname,Firma,Abteilung,Position,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,Notizen',
    'name_title first_name last_name company notes position phone phone email notes',
  ],
  [
    'HubSpot',
    'Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lead Status,Lifecycle Stage',
    'skip first_name last_name email phone position company status status',
  ],
  [
    'Pipedrive',
    'Person - Name,Person - Email - Work,Person - Phone - Mobile,Person - Organization',
    'full_name email phone company',
  ],
  [
    'Thunderbird',
    'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Home Phone,Mobile Number,Job Title,Organization,Notes',
    'first_name last_name full_name nickname email email phone phone phone position company notes',
  ],
  [
    'Thunderbird in Polish',
    'Imię,Nazwisko,Nazwa wyświetlana,Główny adres e-mail,Nazwa użytkownika,Numer faksu,Numer pagera,Miasto (dom),Rok urodzenia,Inne 1',
    'first_name last_name full_name email notes notes notes address birthday notes',
  ],
  [
    'Thunderbird in German',
    'Vorname,Nachname,Primäre E-Mail-Adresse,Tel. dienstlich,Mobil-Tel.-Nr.,Dienstlich: Adresse,Dienstlich: PLZ,Arbeitstitel,Geburtsjahr,Benutzerdef. 1',
    'first_name last_name email phone phone company_address company_address position birthday notes',
  ],
  [
    'Pipedrive organizations',
    'Organization - Name,Organization - Label,Organization - Address,Organization - Web page,Organization - Industry',
    'company company_tags company_address company_website company_industry',
  ],
  [
    'Fakturownia',
    'Nazwa / Imię i nazwisko,NIP,Ulica i numer,Kod i miasto,Skąd znamy',
    'company company_tax_id company_address company_address source',
  ],
  [
    'SuiteCRM addresses',
    'First Name,Account Name,Primary Address Street,Primary Address Postal Code,Alternate Address City',
    'first_name company company_address company_address address',
  ],
  [
    'SuiteCRM',
    'First Name,Last Name,Account Name,Title,Email Address,Office Phone,Mobile,Lead Source,Description',
    'first_name last_name company position email phone phone source notes',
  ],
  [
    'Polish bookkeeping',
    'Nazwa,NIP,Ulica,Kod pocztowy,Miasto,Osoba kontaktowa,Telefon,E-mail,Uwagi',
    'company company_tax_id company_address company_address company_address full_name phone email notes',
  ],
])('%s', async (_program, headings, expected) => {
  const cells = headings.split(',').map((_, at) => `x${at}`);
  expect(await choices(`${headings}\n${cells.join(',')}\n`)).toBe(expected);
});

import type { companies as en } from '../en/companies.ts';
import type { Polish } from '../polish.ts';

export const companies: Polish<typeof en> = {
  add: 'Dodaj firmę',
  field: {
    name: 'Nazwa',
    website: 'Strona internetowa',
    industry: 'Branża',
    address: 'Adres',
  },
  list: {
    title: 'Firmy',
    countMore: 'ponad {{total}} firm',
    count_one: '{{count}} firma',
    count_few: '{{count}} firmy',
    count_many: '{{count}} firm',
    count_other: '{{count}} firmy',
    people: 'Osoby',
    search: 'Nazwa, branża lub adres',
    searchLabel: 'Szukaj firm',
    emptyTitle: 'Nie ma jeszcze firm',
    emptyText: 'Dodaj firmę tutaj albo wpisz jej nazwę, gdy dodajesz osobę.',
    noResultsTitle: 'Nie znaleziono firm',
    noResultsText: 'Żadna firma nie pasuje do wyszukiwania. Wpisz mniej słów.',
    showAll: 'Pokaż wszystkie firmy',
  },
  form: {
    new: 'Nowa firma',
    edit: 'Edycja firmy',
    save: 'Zapisz firmę',
  },
  detail: {
    about: 'Dane',
    people: 'Osoby',
    noPeople: 'Dodaj osoby, z którymi rozmawiasz w tej firmie.',
    addPerson: 'Dodaj osobę',
    noDetails: 'Brak danych.',
  },
  delete: {
    title: 'Usunąć firmę?',
    itself: '{{name}}: adres, branża i strona internetowa',
    people_one: '{{count}} osoba z tej firmy: zostanie w kontaktach, już bez firmy',
    people_few: '{{count}} osoby z tej firmy: zostaną w kontaktach, już bez firmy',
    people_many: '{{count}} osób z tej firmy: zostanie w kontaktach, już bez firmy',
    people_other: '{{count}} osoby z tej firmy: zostaną w kontaktach, już bez firmy',
    nobody: 'wszystkie kontakty',
    confirm: 'Usuń firmę',
  },
  duplicate: {
    title: 'Możliwe, że masz już tę firmę',
    text: 'Masz już firmę o tej nazwie. Otwórz ją albo zapisz tę mimo to.',
  },
  picker: {
    none: 'Bez firmy',
    create: 'Dodaj firmę „{{name}}”',
    unclear: 'Która to firma: „{{name}}”?',
    noneFound: 'Nie znaleziono firmy',
  },
  flash: {
    created: 'Firma dodana.',
    saved: 'Zmiany zapisane.',
    deleted: 'Firma usunięta. Osoby z niej zostały w kontaktach.',
  },
};

import type { search as en } from '../en/search.ts';
import type { Polish } from '../polish.ts';

export const search: Polish<typeof en> = {
  title: 'Szukaj',
  label: 'Szukaj wśród osób, firm, zadań i notatek',
  placeholder: 'Nazwisko, telefon, firma, słowa z notatki…',
  hint: 'Słowa w dowolnej kolejności, także bez polskich znaków; numery telefonów ze spacjami lub bez.',
  kind: {
    people: 'Ostatnie osoby',
    contacts: 'Kontakty',
    companies: 'Firmy',
    tasks: 'Zadania',
    interactions: 'Historia rozmów',
  },
  all: {
    contacts: 'Wszystkie w kontaktach ({{n}})',
    companies: 'Wszystkie w firmach ({{n}})',
  },
  cut: 'Jest ich więcej. Dopisz słowo, żeby zawęzić wyniki.',
  everything: 'Pokaż wszystkie wyniki',
  actions: 'Zrób coś',
  addContact: 'Dodaj osobę',
  addNote: 'Zapisz notatkę',
  addTask: 'Dodaj zadanie',
  goToday: 'Zobacz, co na dziś',
  noneTitle: 'Nic nie znaleziono',
  noneText: 'Wpisz mniej słów, krótsze słowa albo kawałek numeru telefonu. A może to coś nowego?',
  addAsContact: 'Dodaj to jako osobę',
  addAsTask: 'Dodaj to jako zadanie',
  results: 'Wyniki',
  count_one: '{{count}} wynik',
  count_few: '{{count}} wyniki',
  count_many: '{{count}} wyników',
  count_other: '{{count}} wyniku',
  keys: 'Strzałki wybierają, Enter otwiera, Esc zamyka',
  failed: 'Wyszukiwarka chwilowo nie odpowiada. Naciśnij Enter, żeby spróbować na osobnej stronie.',
};

import type { quickAdd as en } from '../en/quickAdd.ts';
import type { Polish } from '../polish.ts';

export const quickAdd: Polish<typeof en> = {
  title: 'Szybki wpis',
  kinds: 'Co dodać',
  kind: { contact: 'Kontakt', note: 'Notatka', task: 'Zadanie' },
  contact: {
    another: 'Dodaj i wpisz następny',
    label: 'Kto to?',
    placeholder: 'Jan Kowalski, Stolarnia Dąb, jan@example.com, 600 100 200',
    hint: 'Wystarczy imię. Możesz też wkleić całą stopkę z e-maila albo wizytówkę, a dane same trafią na swoje miejsca.',
    save: 'Dodaj',
    more: 'Wypełnij wszystkie pola',
  },
  next: {
    legend: 'Przypomnij mi',
    none: 'Nie',
    what: 'Co zrobić',
    placeholder: 'Odezwać się',
  },
  check: {
    title: 'Czy wszystko się zgadza?',
    lead: 'Nic jeszcze nie zapisano. Tak odczytaliśmy Twój wpis.',
    newCompany: '„{{name}}” to nowa firma, dodamy ją razem z kontaktem.',
    website: 'Strona internetowa',
    rest: 'Pozostałe dane',
    save: 'Zapisz kontakt',
    startOver: 'Zacznij od nowa',
  },
  note: {
    contact: 'Z kim',
    save: 'Zapisz notatkę',
    noContacts: 'Nie masz jeszcze kontaktów, o których można coś zapisać.',
    addFirst: 'Najpierw dodaj osobę',
  },
  task: {
    due: 'Kiedy',
    date: 'Data',
    save: 'Dodaj zadanie',
    more: 'Więcej pól',
    dues: { none: 'Bez daty', today: 'Dziś', tomorrow: 'Jutro', week: 'Za tydzień', date: 'Wybierz dzień' },
  },
  error: {
    dateMissing: 'Wybierz datę.',
    contactMissing: 'Wybierz, kogo to dotyczy.',
  },
  flash: {
    createdWithNext: 'Kontakt dodany, następny krok zaplanowany.',
  },
};

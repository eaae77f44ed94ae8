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
    hint: 'Wystarczy imię i nazwisko. Możesz też wkleić całą stopkę z e-maila albo wizytówkę, a dane same trafią na swoje miejsca.',
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
    lead: 'Jeszcze nic nie zapisano. Tak odczytaliśmy Twój wpis.',
    newCompany: '„{{name}}” to nowa firma, zostanie dodana razem z kontaktem.',
    website: 'Strona WWW',
    save: 'Zapisz kontakt',
    startOver: 'Zacznij od nowa',
  },
  note: {
    contact: 'Z kim',
    save: 'Zapisz notatkę',
    noContacts: 'Nie ma jeszcze nikogo, o kim można coś zapisać.',
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
    dateMissing: 'Wybierz dzień.',
    contactMissing: 'Wybierz osobę, której to dotyczy.',
  },
  flash: {
    createdWithNext: 'Kontakt dodany, następny krok zaplanowany.',
  },
};

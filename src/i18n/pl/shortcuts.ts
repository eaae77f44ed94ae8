import type { shortcuts as en } from '../en/shortcuts.ts';
import type { Polish } from '../polish.ts';

export const shortcuts: Polish<typeof en> = {
  title: 'Skróty klawiszowe',
  lead: 'Jeden klawisz zamiast drogi przez menu. Skróty nie działają, gdy piszesz w polu.',
  isOn: 'Skróty są włączone.',
  isOff: 'Skróty są wyłączone.',
  turnOn: 'Włącz skróty',
  turnOff: 'Wyłącz skróty',
  why: 'Wyłącz je, jeśli sterujesz komputerem głosem albo przypadkiem wciskasz klawisze.',
  or: 'lub',
  followedBy: 'potem',
  group: {
    anywhere: 'Na każdej stronie',
    go: 'Przejdź do',
    person: 'Na stronie osoby',
    calendar: 'Na zadaniu w kalendarzu',
    fields: 'W polach i na listach',
  },
  action: {
    search: 'Szukaj wszędzie',
    add: 'Dodaj kontakt, notatkę lub zadanie',
    list: 'Pokaż te skróty',
    close: 'Zamknij to, co otwarte',
    today: 'Dziś',
    contacts: 'Kontakty',
    companies: 'Firmy',
    tasks: 'Zadania',
    calendar: 'Kalendarz',
    moveDay: 'Przesuń je o dzień',
    moveWeek: 'Przesuń je o tydzień',
    write: 'Dodaj notatkę z rozmowy',
    save: 'Zapisz notatkę',
    choose: 'Wybierz wynik',
    open: 'Otwórz wybrany wynik',
  },
  flash: {
    on: 'Skróty klawiszowe są włączone.',
    off: 'Skróty klawiszowe są wyłączone.',
  },
};

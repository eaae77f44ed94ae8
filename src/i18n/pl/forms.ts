import type { forms as en } from '../en/forms.ts';
import type { Polish } from '../polish.ts';

export const forms: Polish<typeof en> = {
  required: 'Wypełnij to pole.',
  tooLong_one: 'Wpisz najwyżej {{count}} znak.',
  tooLong_few: 'Wpisz najwyżej {{count}} znaki.',
  tooLong_many: 'Wpisz najwyżej {{count}} znaków.',
  tooLong_other: 'Wpisz najwyżej {{count}} znaku.',
  invalid: 'Nie udało się tego odczytać. Wpisz jeszcze raz.',
  nul: 'Jest tu znak, którego nie da się zapisać. Wpisz jeszcze raz.',
  email: 'To nie wygląda na adres e-mail. Przykład: anna@example.com.',
  website: 'To nie wygląda na adres strony. Przykład: www.example.com.',
  phone: 'Podaj numer telefonu, np. +48 600 100 200 albo 22 555 01 01 wew. 12.',
  choice: 'Wybierz jedną z opcji.',
  nameNeeded: 'Podaj imię lub nazwisko.',
  file: {
    choose: 'Wybierz plik',
    drop: 'lub upuść go tutaj',
  },
  summary_one: 'Jeszcze nie zapisano: popraw jedno pole.',
  summary_few: 'Jeszcze nie zapisano: popraw {{count}} pola.',
  summary_many: 'Jeszcze nie zapisano: popraw {{count}} pól.',
  summary_other: 'Jeszcze nie zapisano: popraw {{count}} pola.',
  draftRestored: 'Twoja sesja wygasła. Wpisany tekst jest z powrotem, ale jeszcze niezapisany.',
  conflict: {
    title: 'Te dane zmieniły się w międzyczasie',
    saved: 'Po otwarciu tego formularza zapisano inne zmiany ({{when}}).',
    savedToday: 'Po otwarciu tego formularza, o {{when}}, zapisano inne zmiany.',
    savedSelf: 'Te dane zostały już zmienione w innym Twoim oknie ({{when}}).',
    savedSelfToday: 'Te dane zostały już zmienione w innym Twoim oknie o {{when}}.',
    savedUser: 'Po otwarciu tego formularza zapisano inne zmiany ({{who}}, {{when}}).',
    savedUserToday: 'Po otwarciu tego formularza zapisano inne zmiany ({{who}}, dziś o {{when}}).',
    compare:
      'To, co tu wpisano, nie jest jeszcze zapisane. Porównaj obie wersje, popraw pola poniżej i zapisz albo zostaw to, co jest.',
    current: 'Wersja zapisana',
    submitted: 'Twoja wersja',
    empty: '(puste)',
    saveSubmitted: 'Zapisz moją wersję',
    keep: 'Zostaw wersję zapisaną',
  },
};

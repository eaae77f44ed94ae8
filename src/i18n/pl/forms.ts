import type { forms as en } from '../en/forms.ts';
import type { Polish } from '../polish.ts';

export const forms: Polish<typeof en> = {
  required: 'Wypełnij to pole.',
  tooLong_one: 'Wpisz najwyżej {{count}} znak.',
  tooLong_few: 'Wpisz najwyżej {{count}} znaki.',
  tooLong_many: 'Wpisz najwyżej {{count}} znaków.',
  tooLong_other: 'Wpisz najwyżej {{count}} znaku.',
  invalid: 'Nie można tego odczytać. Wpisz jeszcze raz.',
  nul: 'Jest tu znak, którego nie da się zapisać. Wpisz jeszcze raz.',
  email: 'To nie wygląda na adres e-mail, np. anna@example.com.',
  website: 'To nie wygląda na adres strony, np. www.example.com.',
  phone: 'Użyj cyfr, spacji, nawiasów, myślników i znaku + na początku, np. +48 600 100 200.',
  choice: 'Wybierz jedną z możliwości.',
  nameNeeded: 'Podaj imię lub nazwisko.',
  summary_one: 'Jeszcze nie zapisano: jedna rzecz wymaga poprawy.',
  summary_few: 'Jeszcze nie zapisano: {{count}} rzeczy wymagają poprawy.',
  summary_many: 'Jeszcze nie zapisano: {{count}} rzeczy wymaga poprawy.',
  summary_other: 'Jeszcze nie zapisano: {{count}} rzeczy wymaga poprawy.',
  draftRestored: 'W międzyczasie Twoja sesja wygasła. To, co zostało wpisane, jest z powrotem – jeszcze niezapisane.',
  conflict: {
    title: 'W międzyczasie coś się tu zmieniło',
    text: 'Ktoś zapisał zmiany po otwarciu tego formularza ({{when}}). Twoje nie są jeszcze zapisane. Porównaj obie wersje, popraw pola poniżej i zapisz albo zostaw to, co jest.',
    current: 'Zapisane teraz',
    submitted: 'Wpisane przez Ciebie',
    empty: '(puste)',
    saveSubmitted: 'Zapisz moje',
    keep: 'Zostaw to, co zapisane',
  },
};

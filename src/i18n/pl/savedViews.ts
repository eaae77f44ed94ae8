import type { savedViews as en } from '../en/savedViews.ts';
import type { Polish } from '../polish.ts';

export const savedViews: Polish<typeof en> = {
  title: 'Zapisane widoki',
  name: 'Nazwa',
  filter: 'Filtr',
  hint: 'Widok o tej samej nazwie dostanie nowy filtr.',
  save: 'Zapisz widok',
  saveThis: 'Zapisz ten widok',
  edit: 'Edytuj widoki',
  rename: 'Zmień nazwę',
  up: 'Wyżej',
  down: 'Niżej',
  delete: 'Usuń',
  deleteNamed: 'Usuń widok {{name}}',
  flash: { saved: 'Widok „{{name}}” zapisany.' },
  error: {
    taken: 'Jest już inny widok o tej nazwie.',
    tooMany: 'Mieści się 30 widoków. Najpierw usuń któryś.',
  },
  contacts: {
    lead: 'Widok to nazwa dla przefiltrowanej listy kontaktów.',
    empty: 'Nie ma jeszcze widoków. Przefiltruj kontakty, a potem wybierz „Zapisz ten widok”.',
    everybody: 'Wszyscy',
    opens: 'domyślny w Kontaktach',
    makeDefault: 'Otwieraj Kontakty w tym widoku',
    noDefault: 'Otwieraj Kontakty bez widoku',
  },
  companies: {
    lead: 'Widok to nazwa dla przefiltrowanej listy firm.',
    empty: 'Nie ma jeszcze widoków. Przefiltruj firmy, a potem wybierz „Zapisz ten widok”.',
    everybody: 'Wszystkie firmy',
    opens: 'domyślny w Firmach',
    makeDefault: 'Otwieraj Firmy w tym widoku',
    noDefault: 'Otwieraj Firmy bez widoku',
  },
};

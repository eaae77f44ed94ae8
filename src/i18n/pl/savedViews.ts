import type { savedViews as en } from '../en/savedViews.ts';
import type { Polish } from '../polish.ts';

export const savedViews: Polish<typeof en> = {
  title: 'Zapisane widoki',
  lead: 'Widok to nazwa dla przefiltrowanej listy kontaktów.',
  empty: 'Nie ma jeszcze widoków. Przefiltruj kontakty, a potem wybierz „Zapisz ten widok”.',
  name: 'Nazwa',
  filter: 'Filtr',
  hint: 'Widok o tej samej nazwie dostanie nowy filtr.',
  save: 'Zapisz widok',
  saveThis: 'Zapisz ten widok',
  everybody: 'Wszyscy',
  edit: 'Edytuj widoki',
  opens: 'otwiera się z Kontaktami',
  rename: 'Zmień nazwę',
  makeDefault: 'Otwieraj nim Kontakty',
  noDefault: 'Otwieraj Kontakty ze wszystkimi',
  up: 'Wyżej',
  down: 'Niżej',
  delete: 'Usuń',
  deleteNamed: 'Usuń widok {{name}}',
  flash: { saved: 'Widok „{{name}}” zapisany.' },
  error: {
    taken: 'Jest już inny widok o tej nazwie.',
    tooMany: 'Mieści się 30 widoków. Najpierw usuń któryś.',
  },
};

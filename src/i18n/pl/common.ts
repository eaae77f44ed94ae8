import type { common as en } from '../en/common.ts';
import type { Polish } from '../polish.ts';

export const common: Polish<typeof en> = {
  save: 'Zapisz',
  saveAnyway: 'Zapisz mimo to',
  cancel: 'Anuluj',
  edit: 'Edytuj',
  delete: 'Usuń',
  back: 'Wróć',
  search: 'Szukaj',
  filters: { active: 'Wybrane filtry', remove: 'Usuń filtr:' },
  backToList: 'Wróć do listy',
  clear: 'Wyczyść',
  close: 'Zamknij',
  apply: 'Zastosuj',
  optional: 'opcjonalnie',
  undo: 'Cofnij',
  open: 'Otwórz',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  print: 'Drukuj',
  showProgress: 'Sprawdź postęp',
  stalled: 'To czeka już ponad pięć minut. Poproś administratora, aby sprawdził zadania w tle na stronie systemu.',
  sort: 'Sortuj',
  status: {
    lead: 'Nowy',
    prospect: 'W rozmowach',
    customer: 'Klient',
    churned: 'Były klient',
  },
};

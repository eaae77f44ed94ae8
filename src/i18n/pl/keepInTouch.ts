import type { keepInTouch as en } from '../en/keepInTouch.ts';
import type { Polish } from '../polish.ts';

export const keepInTouch: Polish<typeof en> = {
  title: 'Stały kontakt',
  none: 'Bez przypominania',
  other: 'Inaczej…',
  days: 'Liczba dni',
  hint: 'Osoba pojawi się na stronie Dziś, gdy tyle czasu minie od ostatniej rozmowy, e-maila lub spotkania.',
  tagHint: 'Dla wszystkich z tą etykietą. Jeśli pasuje kilka, liczy się najkrótszy odstęp.',
  every: {
    7: 'co tydzień',
    14: 'co 2 tygodnie',
    30: 'co miesiąc',
    91: 'co 3 miesiące',
    182: 'co pół roku',
    365: 'co rok',
    days_one: 'codziennie',
    days_few: 'co {{count}} dni',
    days_many: 'co {{count}} dni',
    days_other: 'co {{count}} dnia',
  },
  owed: 'Czas się odezwać',
  person: {
    due: 'Stały kontakt {{rhythm}}: czas się odezwać',
    next: 'Stały kontakt {{rhythm}}: następny {{date}}',
    snoozed: 'Stały kontakt {{rhythm}}: odłożony do {{date}}',
  },
  row: {
    lead: '{{rhythm}}, {{last}}',
    log: 'Zanotuj',
    menu: 'Więcej: {{name}}',
    all: 'Zobacz wszystkich, do których czas się odezwać',
    enough: 'Na dziś wystarczy pięć osób. Pozostałe pojawią się jutro.',
  },
  snooze: {
    title: 'Odłóż',
    week: 'Na tydzień',
    month: 'Na miesiąc',
    date: 'Do dnia',
    set: 'Odłóż',
    wake: 'Przestań odkładać',
  },
  flash: {
    snoozed: 'Odłożono do {{date}}.',
    woken: 'Już nie jest odłożone.',
  },
  error: {
    days: 'Wpisz liczbę dni od 1 do 3650.',
    date: 'Wybierz dzień w przyszłości, do którego chcesz odłożyć.',
  },
};

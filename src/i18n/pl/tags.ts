import type { tags as en } from '../en/tags.ts';
import type { Polish } from '../polish.ts';

export const tags: Polish<typeof en> = {
  field: {
    name: 'Nazwa',
    color: 'Kolor',
    tags: 'Etykiety',
  },
  color: {
    gray: 'Szary',
    red: 'Czerwony',
    orange: 'Pomarańczowy',
    yellow: 'Żółty',
    green: 'Zielony',
    teal: 'Morski',
    blue: 'Niebieski',
    purple: 'Fioletowy',
  },
  input: {
    hint: 'Oddziel etykiety przecinkami. Nowa powstanie przy zapisie.',
    some: 'Masz już: {{names}}.',
    create: 'Utwórz „{{name}}”',
    remove: 'Usuń {{name}}',
    added: 'Dodano: {{name}}',
    removed: 'Usunięto: {{name}}',
  },
  filter: {
    more_one: 'jeszcze {{count}}',
    more_few: 'jeszcze {{count}}',
    more_many: 'jeszcze {{count}}',
    more_other: 'jeszcze {{count}}',
    find: 'Znajdź etykietę',
    manage: 'Edytuj etykiety',
  },
  error: {
    tooMany: 'Jeden wpis może mieć najwyżej 30 etykiet.',
    nameTooLong: 'Etykieta może mieć najwyżej 50 znaków.',
  },
};

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
};

import type { today as en } from '../en/today.ts';
import type { Polish } from '../polish.ts';

export const today: Polish<typeof en> = {
  row: {
    open: 'Otwórz',
    menu: 'Więcej: „{{title}}”',
    log: 'Zapisz rozmowę lub notatkę',
    nextStep: 'Zaplanuj następny krok',
  },
  followUp: {
    title: 'Zrobione. Co dalej?',
    about: 'Po zadaniu „{{title}}”',
    said: 'Notatka',
    placeholder: 'Co ustalono? (opcjonalnie)',
    skip: 'Pomiń',
    savedWithNext: 'Zapisano. Następny krok: {{date}}.',
  },
};

import type { sample as en } from '../en/sample.ts';
import type { Polish } from '../polish.ts';

export const sample: Polish<typeof en> = {
  fill: 'Wypełnij przykładami',
  fillTitle: 'Chcesz się tylko rozejrzeć?',
  fillText:
    'Doda osoby, notatki i zadania zmyślonego warsztatu meblowego, oznaczone jako przykłady. Usuniesz je jednym kliknięciem, a to, co dodasz, zostanie.',
  banner: 'To są przykłady.',
  bannerText: 'Po ich usunięciu zostanie wszystko, co dodasz lub zmienisz.',
  remove: 'Usuń przykłady',
  flash: {
    filled_one: 'Dodano {{count}} przykładową osobę, z notatkami i zadaniami.',
    filled_few: 'Dodano {{count}} przykładowe osoby, z notatkami i zadaniami.',
    filled_many: 'Dodano {{count}} przykładowych osób, z notatkami i zadaniami.',
    filled_other: 'Dodano {{count}} przykładowej osoby, z notatkami i zadaniami.',
    alreadyFilled: 'Przykłady już tu są.',
    removed_one: 'Przykłady usunięte: {{count}} pozycja. Wszystko, co Twoje, zostało.',
    removed_few: 'Przykłady usunięte: {{count}} pozycje. Wszystko, co Twoje, zostało.',
    removed_many: 'Przykłady usunięte: {{count}} pozycji. Wszystko, co Twoje, zostało.',
    removed_other: 'Przykłady usunięte: {{count}} pozycji. Wszystko, co Twoje, zostało.',
    kept_one: '{{count}} przykład, który zmieniono lub uzupełniono, zostaje jako Twój.',
    kept_few: '{{count}} przykłady, które zmieniono lub uzupełniono, zostają jako Twoje.',
    kept_many: '{{count}} przykładów, które zmieniono lub uzupełniono, zostaje jako Twoje.',
    kept_other: '{{count}} przykładu, który zmieniono lub uzupełniono, zostaje jako Twoje.',
    none: 'Nie ma przykładów do usunięcia.',
  },
};

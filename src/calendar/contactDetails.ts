import type { CalendarPerson } from './calendarDays.service.ts';

/** The phone and address of a person, or else those of their company. */
export function contactDetails(person: CalendarPerson): { phone: string; address: string; company: string } {
  return {
    phone: person.phone || person.company_phone || '',
    address: (person.address || person.company_address || '').replace(/\s*\n\s*/g, ', '),
    company: person.company ?? '',
  };
}

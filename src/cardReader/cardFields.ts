import type { ContactPoint } from '../contacts/contactPoints.ts';

/** The fields of a business card. Every word of it is in one of them, except greetings and labels. */
export interface BusinessCard {
  first_name: string;
  last_name: string;
  company: string;
  position: string;
  email: string;
  more_emails: ContactPoint[];
  phone: string;
  more_phones: ContactPoint[];
  website: string;
  notes: string;
}

/** The fields of a business card. Every word of it is in one of them, except greetings and labels. */
export interface BusinessCard {
  first_name: string;
  last_name: string;
  company: string;
  position: string;
  email: string;
  phone: string;
  website: string;
  notes: string;
}

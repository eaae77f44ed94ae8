export interface CardPoint {
  label: 'work' | 'home' | 'mobile' | 'other';
  value: string;
}

/** The fields of a business card. Every word of it is in one of them, except greetings and labels. */
export interface BusinessCard {
  first_name: string;
  last_name: string;
  company: string;
  position: string;
  email: string;
  more_emails: CardPoint[];
  phone: string;
  more_phones: CardPoint[];
  website: string;
  notes: string;
}

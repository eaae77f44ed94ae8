import { guessCountry } from '../cardReader/country.ts';
import { findMobileNumber } from './mobileNumber.ts';

export type LinkSettings = Pick<Express.User, 'time_zone' | 'sms_links' | 'whatsapp_links'>;

/** Addresses that write to a mobile number; absent without one, or when the user has switched them off. */
export interface MessageLinks {
  sms?: string;
  whatsapp?: string;
}

export function messageLinks(phone: string, settings: LinkSettings): MessageLinks {
  const { sms_links: sms, whatsapp_links: whatsapp, time_zone } = settings;
  if (!sms && !whatsapp) return {};
  const number = findMobileNumber(phone, guessCountry(time_zone));
  if (number === undefined) return {};
  return {
    ...(sms && { sms: `sms:${number}` }),
    ...(whatsapp && { whatsapp: `https://wa.me/${number.slice(1)}` }),
  };
}

/** What a telephone is told to call. */
export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^+\d]/g, '')}`;
}

/** A new letter to that address. */
export function mailHref(email: string): string {
  return `mailto:${encodeURI(email)}`;
}

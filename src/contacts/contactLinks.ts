/** The number itself, and an extension behind it in the usual writings: `ext. 5`, `wew. 5`, `w. 5`, `x5`, `#5`. */
const withExtension = /^(.*?\d.*?)(?:ext\.?|wew\.?|w\.|x|#)\s*(\d+)\s*$/i;

/** What a telephone is told to call; an extension after a pause. */
export function telHref(phone: string): string {
  const [, number = phone, extension] = withExtension.exec(phone) ?? [];
  const dialled = number.replace(/[^+\d]/g, '');
  return `tel:${dialled}${extension ? `,${extension}` : ''}`;
}

/** A new letter to that address, and nothing else: what stands for more in such a link is part of the address. */
export function mailHref(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
}

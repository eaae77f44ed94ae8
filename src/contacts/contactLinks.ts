/** A number and its extension, written as `ext. 5`, `wew. 5`, `w. 5`, `x5` or `#5`. */
const withExtension = /^(.*?\d.*?)(?:ext\.?|wew\.?|w\.|x|#)\s*(\d+)\s*$/i;

export function telHref(phone: string): string {
  const [, number = phone, extension] = withExtension.exec(phone) ?? [];
  const dialled = number.replace(/[^+\d]/g, '');
  return `tel:${dialled}${extension ? `,${extension}` : ''}`;
}

/** A `mailto:` link. Characters that would add headers to it are encoded. */
export function mailHref(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
}

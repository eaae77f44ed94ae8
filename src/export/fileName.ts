const maxPartLength = 40;

/** A name that every file system takes: `contacts-customers-2026-11-29.csv`. */
export function fileName(parts: string[], extension: string): string {
  return `${parts.map(safePart).filter(Boolean).join('-') || 'export'}.${extension}`;
}

/** Keeps letters of any script and digits; everything between them becomes one hyphen. */
function safePart(part: string): string {
  const letters = part.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return [...letters]
    .slice(0, maxPartLength)
    .join('')
    .replace(/^-+|-+$/g, '');
}

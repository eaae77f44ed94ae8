/** How the letters of a file are written; all are names that TextDecoder knows. */
export const encodings = ['utf-8', 'windows-1250', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** By its mark, else by the zeros between letters, else UTF-8 where it is valid, else what a Polish Excel writes. */
export function encodingOf(bytes: Uint8Array): Encoding {
  return byMark(bytes) ?? byZeros(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1250');
}

/** What cannot be read becomes `\uFFFD`; a byte order mark goes. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** What a person may switch to, who sees wrong letters. */
export function otherEncodings(found: Encoding): Encoding[] {
  return [...new Set<Encoding>([found, 'utf-8', 'windows-1250', 'windows-1252'])];
}

function byMark([a, b, c]: Uint8Array): Encoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

// A letter of ASCII in UTF-16 is itself and a zero.
function byZeros(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros.map((count) => count / Math.max(1, start.length / 2));
  if (odd > 0.3 && even < 0.05) return 'utf-16le';
  return even > 0.3 && odd < 0.05 ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

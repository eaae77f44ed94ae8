/** An object that is complete inside a JSON text that is not: its key in the whole, and its own text. */
interface Piece {
  key: string;
  json: string;
}

/**
 * The objects directly under the keys of an unfinished `{"a":[{…},{…}],"b":{…`, as far as each is complete. What is
 * written so far can be shown before the rest has come.
 */
export function completePieces(text: string): Piece[] {
  const reader = { depth: 0, key: '', start: -1, pieces: [] as Piece[] };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (sign === '"') {
      const end = endOfString(text, at);
      if (end === -1) break;
      if (reader.depth === 1 && /^\s*:/.test(text.slice(end + 1, end + 20))) reader.key = text.slice(at + 1, end);
      at = end;
    } else bracket(reader, sign, at, text);
  }
  return reader.pieces;
}

interface Reader {
  /** Of open braces; brackets of arrays do not count. */
  depth: number;
  key: string;
  start: number;
  pieces: Piece[];
}

function bracket(reader: Reader, sign: string, at: number, text: string): void {
  if (sign === '{' && ++reader.depth === 2) reader.start = at;
  if (sign === '}' && reader.depth-- === 2) {
    reader.pieces.push({ key: reader.key, json: text.slice(reader.start, at + 1) });
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/** JSON as a model may write it: alone, or between fences and words. Undefined when it is none. */
export function readJson(text: string): unknown {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from === -1 || to < from) return undefined;
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

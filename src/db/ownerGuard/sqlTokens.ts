/** A word in lower case, a sign, a quoted name, or `'` for any string; nested for parentheses and CASE … END. */
export type Token = string | Token[];

const lexemes = [
  String.raw`\s+`,
  `[eE]?'(?:[^']|'')*'`,
  `"(?:[^"]|"")*"`,
  String.raw`\$\d+`,
  String.raw`[a-zA-Z_\u0080-\uffff][\w$\u0080-\uffff]*`,
  String.raw`\d[\w.]*`,
  '::',
  // Operators, but not the start of a comment.
  String.raw`(?:(?!--|/\*)[-+*/<>=~!@#%^&|?])+`,
  String.raw`[.,:()[\]]`,
];
const lexeme = new RegExp(lexemes.join('|'), 'y');

const closers = new Map([
  ['(', ')'],
  ['[', ']'],
  ['case', 'end'],
]);
const closing = new Set(closers.values());

/** @throws TypeError for comments, dollar quotes and semicolons, which our statements do not need */
export function sqlTokens(text: string): Token[] {
  const root: Token[] = [];
  const open: { group: Token[]; closer?: string | undefined }[] = [{ group: root }];
  for (const token of words(text)) {
    const group: Token[] = [];
    const closer = closers.get(token);
    if (closing.has(token)) close(open, token);
    else open.at(-1)?.group.push(closer ? group : token);
    if (closer) open.push({ group, closer });
  }
  if (open.length > 1) throw new TypeError('A statement is not complete.');
  return root;
}

function close(open: { closer?: string | undefined }[], token: string): void {
  if (open.pop()?.closer !== token) throw new TypeError(`Opened by nothing in a statement: ${token}`);
}

function* words(text: string): Generator<string> {
  let before = '';
  for (let at = 0; at < text.length; ) {
    lexeme.lastIndex = at;
    const [word] = lexeme.exec(text) ?? [];
    if (word === undefined || isUnclear(word, before)) throw new TypeError(`Refused: ${text.slice(at, at + 30)}`);
    at += word.length;
    if (word.trim() === '') continue;
    before = shortened(word);
    yield before;
  }
}

const keywords = new Set(
  `and as between case end except fetch for from group having intersect into join limit offset on or order returning select
  set union using where window with`.split(/\s+/),
);

function isUnclear(word: string, before: string): boolean {
  return /^e'.*\\'/is.test(word) || (/^(?:as|\.)$/.test(before) && keywords.has(word.toLowerCase()));
}

function shortened(word: string): string {
  if (word.startsWith('"')) return word;
  return word.endsWith("'") ? "'" : word.toLowerCase();
}

export function isGroup(token: Token | undefined): token is Token[] {
  return Array.isArray(token);
}

import { isGroup, type Token } from './sqlTokens.ts';

const clauseWords = new Set<Token>(
  'fetch for from group having into limit offset order returning set using where window'.split(' '),
);

/** The first clause is named after the query: `select`, `update`, … */
export function clauses(query: Token[]): Partial<Record<string, Token[]>> {
  const found: Record<string, Token[]> = {};
  let current: Token[] = [];
  for (const [at, token] of query.entries()) {
    const word = String(token);
    const begins = at === 0 || (clauseWords.has(token) && !isDistinctFrom(query, at));
    if (begins && found[word]) throw new TypeError(`Twice in a query: ${word}`);
    if (begins) current = found[word] = [];
    else current.push(token);
  }
  return found;
}

function isDistinctFrom(query: Token[], at: number): boolean {
  const [is, distinct, from] = query.slice(Math.max(0, at - 2), at + 1);
  return from === 'from' && distinct === 'distinct' && (is === 'is' || is === 'not');
}

export function split(tokens: Token[], separators: ReadonlySet<Token>): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (separators.has(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/**
 * The conditions joined by AND, as text without the content of parentheses; empty when the condition contains an OR.
 */
export function conjuncts(condition: Token[]): string[] {
  if (condition.includes('or')) return [];
  return split(withoutBetween(condition), new Set(['and'])).map(plainText);
}

function withoutBetween(condition: Token[]): Token[] {
  let isOpen = false;
  return condition.map((token) => {
    const belongs = isOpen && token === 'and';
    isOpen = token === 'between' || (isOpen && !belongs);
    return belongs ? 'to' : token;
  });
}

export function plainText(tokens: Token[]): string {
  return tokens.map((token) => (isGroup(token) ? '()' : token)).join(' ');
}

const maxKnown = 20_000;

/** Memoizes a function of a text, since the words of a file repeat. */
export function memoize<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { result: Result }>();
  return (text) => {
    const former = known.get(text);
    if (former) return former.result;
    if (known.size >= maxKnown) known.clear();
    const result = read(text);
    if (text.length <= 100) known.set(text, { result });
    return result;
  };
}

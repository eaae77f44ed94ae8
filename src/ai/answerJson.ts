import { partialParse } from '@anthropic-ai/sdk/_vendor/partial-json-parser/parser.mjs';

/** Parses the JSON object in a model's text, which may have fences or words around it; undefined when there is none. */
export function parseAnswerJson(text: string): unknown {
  return parseOrUndefined(JSON.parse, text);
}

/** Parses an unfinished JSON object up to its last closing brace, as if the open brackets were closed there. */
export function parsePartialJson(text: string): object | undefined {
  return parseOrUndefined(partialParse, text) as object | undefined;
}

function parseOrUndefined(parse: (json: string) => unknown, text: string): unknown {
  try {
    return parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

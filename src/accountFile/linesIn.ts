import { maxLineLength } from './fileLimits.ts';
import { RefusedFileError } from './refusedFile.ts';

/**
 * Yields the lines of a text in UTF-8. @throws RefusedFileError for another encoding and for a line that is too long
 */
export async function* linesIn(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const part of parts) {
    const lines = (rest + decode(decoder, part)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineLength) throw new RefusedFileError({ key: 'accountFile.problem.damaged' });
    yield* lines;
  }
  rest += decode(decoder);
  if (rest !== '') yield rest;
}

function decode(decoder: InstanceType<typeof TextDecoder>, part?: Buffer): string {
  try {
    return part ? decoder.decode(part, { stream: true }) : decoder.decode();
  } catch (error) {
    throw new RefusedFileError({ key: 'accountFile.problem.damaged' }, error);
  }
}

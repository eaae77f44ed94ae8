// Reads and writes whole ZIP files.
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** By the name of a file in the archive: returns its new text, or undefined to leave the file out. */
export type Changes = Record<string, (text: string) => string | undefined>;

export async function readZip(path: string): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(readFileSync(path), { lazyEntries: true });
  const texts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    texts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  }
  return texts;
}

export async function changeZip(from: string, to: string, changes: Changes): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of await readZip(from)) {
    const changed = name in changes ? changes[name]?.(text) : text;
    if (changed !== undefined) zip.addBuffer(Buffer.from(changed), name);
  }
  zip.end();
  writeFileSync(to, await buffer(zip.outputStream));
}

import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PersonData } from './personData.service.ts';

interface PersonFiles {
  name: (extension: string) => string;
  data: PersonData;
  html: string;
}

/** Creates a ZIP file with an HTML page and the same data as JSON. */
export function personZip({ name, data, html }: PersonFiles, mtime: Date): Readable {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(html), name('html'), { mtime });
  zip.addBuffer(Buffer.from(JSON.stringify(data, null, 1)), name('json'), { mtime });
  zip.end();
  return zip.outputStream as Readable;
}

// Bytes of a page over the wire: headers and body, compressed as browsers ask for.
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Weight {
  /** Bytes of the page's HTML, plain and compressed. */
  html: number;
  compressed: number;
  /** Bytes over the wire: with everything the page loads, and without what the browser has cached. */
  first: number;
  again: number;
}

interface Answer {
  wire: number;
  sent: Buffer;
  text: string;
  kept: boolean;
}

export async function weighPage(origin: string, path: string, headers: Record<string, string>): Promise<Weight> {
  const page = await get(origin + path, headers);
  const html = Buffer.byteLength(page.text);
  let first = page.wire;
  let again = page.kept ? 0 : page.wire;
  const seen = new Set<string>();
  const left = linksIn(page.text);
  for (let address = left.shift(); address; address = left.shift()) {
    if (seen.has(address)) continue;
    seen.add(address);
    const answer = await get(origin + address, headers);
    if (address.endsWith('.css'))
      left.push(...[...answer.text.matchAll(/url\(["']?(\/[^"')]+)/g)].map(([, url]) => url as string));
    first += answer.wire;
    if (!answer.kept) again += answer.wire;
  }
  return { html, compressed: page.sent.length, first, again };
}

/** Addresses of styles, scripts, icons, pictures and the manifest, but not of links. */
function linksIn(html: string): string[] {
  const tags = html.match(/<(link|script|img|source)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => /\b(?:href|src)="(\/[^"#]+)/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? []);
}

function get(url: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { headers: { ...headers, 'accept-encoding': 'gzip, deflate, br' }, agent: false },
      (res) => {
        const pieces: Buffer[] = [];
        res
          .on('data', (piece: Buffer) => pieces.push(piece))
          .on('end', () => {
            const sent = Buffer.concat(pieces);
            const text = decoded(sent, res.headers['content-encoding']).toString('utf8');
            const kept = /max-age=[1-9]/.test(res.headers['cache-control'] ?? '');
            resolve({ wire: res.socket.bytesRead, sent, text, kept });
          });
      },
    );
    asked.on('error', reject).end();
  });
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}

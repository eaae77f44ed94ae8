import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { sha256 } from '../core/sha256.ts';

export interface StoredFile {
  headers: Record<string, string>;
  hash: string;
  bodies: { identity: Buffer; br?: Buffer; gzip?: Buffer };
}

export type StoredFiles = Map<string, StoredFile>;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.speculationrules': 'application/speculationrules+json',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

export function loadFiles(folder: string, prefix: string, cacheControl: string): StoredFiles {
  const names = readdirSync(folder).filter((name) => extname(name) in types);
  return new Map(names.map((name) => [prefix + name, load(join(folder, name), cacheControl)]));
}

function load(file: string, cacheControl: string): StoredFile {
  const identity = readFileSync(file);
  return {
    headers: { 'Content-Type': types[extname(file)] ?? '', 'Cache-Control': cacheControl },
    hash: sha256(identity).slice(0, 16),
    bodies: { identity, ...copy('br', `${file}.br`), ...copy('gzip', `${file}.gz`) },
  };
}

function copy(encoding: 'br' | 'gzip', file: string): { br?: Buffer; gzip?: Buffer } {
  return existsSync(file) ? { [encoding]: readFileSync(file) } : {};
}

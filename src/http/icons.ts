import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/packageRoot.ts';
import { asset } from './assets.ts';

const names = new Set<string>(JSON.parse(readFileSync(join(packageRoot, 'public', 'icons.json'), 'utf8')));

/** @throws for a name that public/icons.json does not have */
export function icon(name: string): string {
  if (!names.has(name)) throw new Error(`public/icons.json names no icon "${name}".`);
  return `<svg class="icon" aria-hidden="true"><use href="${asset('images/icons.svg')}#${name}"/></svg>`;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFile = createRequire(import.meta.url).resolve('bootstrap-icons/package.json');
const folder = join(dirname(packageFile), 'icons');
const symbols = new Map<string, string>();

export type IconSet = { icon(name: string): string; sprite(): string };

/**
 * The icons of one page: `icon('telephone')` writes a reference, `sprite()` the drawings of all that were referred to
 * until then, each once. Throws on a name that bootstrap-icons does not have.
 */
export function iconSet(): IconSet {
  const used = new Set<string>();
  return {
    icon(name) {
      symbolOf(name);
      used.add(name);
      return `<svg class="icon" aria-hidden="true"><use href="#i-${name}"/></svg>`;
    },
    sprite: () => (used.size === 0 ? '' : `<svg class="d-none" aria-hidden="true">${drawings(used)}</svg>`),
  };
}

function drawings(names: Set<string>): string {
  return [...names].map(symbolOf).join('');
}

function symbolOf(name: string): string {
  const known = symbols.get(name) ?? readSymbol(name);
  symbols.set(name, known);
  return known;
}

function readSymbol(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`"${name}" is not the name of an icon.`);
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
  return `<symbol id="i-${name}" viewBox="0 0 16 16">${drawing}</symbol>`;
}

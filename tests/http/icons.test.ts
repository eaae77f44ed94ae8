import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { iconSet } from '../../src/http/icons.ts';

describe('iconSet', () => {
  it('writes a reference that a screen reader passes over', () => {
    expect(iconSet().icon('telephone')).toBe('<svg class="icon" aria-hidden="true"><use href="#i-telephone"/></svg>');
  });

  it('gives the drawings of what was used, each once', () => {
    const icons = iconSet();
    for (const name of ['telephone', 'envelope', 'telephone']) icons.icon(name);
    const ids = [...icons.sprite().matchAll(/<symbol id="([^"]+)" viewBox="0 0 16 16"><path/g)].map(
      (match) => match[1],
    );
    expect(ids).toEqual(['i-telephone', 'i-envelope']);
  });

  it('keeps the sets of two pages apart, and gives nothing where nothing was used', () => {
    const [one, other] = [iconSet(), iconSet()];
    one.icon('telephone');
    expect(one.sprite()).toContain('i-telephone');
    expect(other.sprite()).toBe('');
  });

  it('keeps every drawing whole', () => {
    const icons = iconSet();
    icons.icon('people-fill');
    const file = createRequire(import.meta.url).resolve('bootstrap-icons/icons/people-fill.svg');
    const paths = [...readFileSync(file, 'utf8').matchAll(/<path[^>]*>/g)].map((match) => match[0]);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(icons.sprite()).toContain(path);
  });

  it.each(['no-such-icon', '../package', 'Telephone', ''])('throws on "%s"', (name) => {
    expect(() => iconSet().icon(name)).toThrow();
  });
});

describe('the views', () => {
  it('name only icons that there are', () => {
    const views = join(dirname(createRequire(import.meta.url).resolve('../../package.json')), 'views');
    const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ejs'));
    const named = files.flatMap((name) => [...readFileSync(join(views, name), 'utf8').matchAll(/icon\('([^']+)'\)/g)]);
    expect(named.length).toBeGreaterThan(20);
    for (const [, name = ''] of named) expect(() => iconSet().icon(name)).not.toThrow();
  });
});

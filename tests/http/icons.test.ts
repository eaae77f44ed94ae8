import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { asset } from '../../src/http/assets.ts';
import { icon } from '../../src/http/icons.ts';
import { testApp } from '../support/app.ts';

const { app } = await testApp();
const names: string[] = JSON.parse(readFileSync(join(packageRoot, 'public', 'icons.json'), 'utf8'));
const address = asset('images/icons.svg');

describe('icon', () => {
  it('writes a reference that a screen reader passes over', () => {
    const drawn = `<svg class="icon" aria-hidden="true"><use href="${address}#telephone"/></svg>`;
    expect(icon('telephone')).toBe(drawn);
  });

  it.each(['no-such-icon', '../package', 'Telephone', ''])('throws on "%s"', (name) => {
    expect(() => icon(name)).toThrow();
  });
});

describe('the file of icons', () => {
  it('is a picture that a browser keeps, with every drawing whole, once', async () => {
    const { headers, body } = await request(app).get(address).responseType('blob').expect(200);
    expect(headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(headers['cache-control']).toContain('immutable');
    const text = String(body);
    expect([...text.matchAll(/<symbol id="([^"]+)" viewBox="0 0 16 16">/g)].map(([, id]) => id)).toEqual(names);
    for (const path of pathsOf('people-fill')) expect(text).toContain(path);
  });

  it('has none that nobody uses', () => {
    const texts = ['views', 'src'].flatMap((folder) => textsIn(join(packageRoot, folder))).join('\n');
    const isUsed = (name: string) => texts.includes(`'${name}'`) || texts.includes(`'${name.replace(/-fill$/, '')}'`);
    expect(names.filter((name) => !isUsed(name))).toEqual([]);
  });
});

describe('the views', () => {
  it('name only icons that there are', () => {
    const views = textsIn(join(packageRoot, 'views')).join('\n');
    const named = [...views.matchAll(/icon\('([^']+)'\)/g)];
    expect(named.length).toBeGreaterThan(20);
    for (const [, name = ''] of named) expect(names).toContain(name);
  });
});

function pathsOf(name: string): string[] {
  const file = createRequire(import.meta.url).resolve(`bootstrap-icons/icons/${name}.svg`);
  const paths = [...readFileSync(file, 'utf8').matchAll(/<path[^>]*>/g)].map((match) => match[0]);
  expect(paths.length).toBeGreaterThan(0);
  return paths;
}

function textsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ejs|ts)$/.test(name));
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

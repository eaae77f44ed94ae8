import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Project } from './project.ts';

describe('build', () => {
  const project = new Project();
  const css = () => `dist${project.manifest()['css/app.css']}`;
  beforeAll(async () => {
    expect(await project.build()).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => project.remove());

  it('makes the bundle with its map, and every asset with its compressed copies', () => {
    expect(project.read('dist/server.js')).toContain('served');
    expect(project.has('dist/server.js.map')).toBe(true);
    expect(project.read('dist/readFileThread.js')).toContain('read');
    expect(Object.keys(project.manifest())).toEqual(['css/app.css', 'js/app.js', 'images/icons.svg']);
    for (const address of Object.values(project.manifest())) {
      const plain = project.read(`dist${address}`);
      expect(brotliDecompressSync(readFileSync(project.at(`dist${address}.br`))).toString()).toBe(plain);
      expect(gunzipSync(readFileSync(project.at(`dist${address}.gz`))).toString()).toBe(plain);
    }
    expect(project.read(css())).toBe('a b{color:red}\n');
  });

  it('makes nothing when nothing changed', async () => {
    expect(await project.build()).toEqual({ code: 0, out: '', err: '' });
  });

  it('makes only what changed, and keeps the former assets for one more build', async () => {
    const first = css();
    project.write('public/css/app.scss', 'a { color: blue; }');
    expect((await project.build()).out).toMatch(/^Built assets in/);
    const second = css();
    expect([project.read(second), project.has(first)]).toEqual(['a{color:#00f}\n', true]);
    project.write('public/css/app.scss', 'a { color: green; }');
    await project.build();
    expect([project.has(first), project.has(`${first}.br`), project.has(second)]).toEqual([false, false, true]);
  });

  it('makes the client and the bundle of a changed schema', async () => {
    const times = () => project.read('generated.log').split('generate').length - 1;
    expect(times()).toBe(1);
    project.write('prisma/schema.prisma', 'model B {}');
    expect((await project.build()).out).toMatch(/^Built prisma, server in/);
    expect(times()).toBe(2);
  });

  it('makes again what was taken away', async () => {
    await project.run(['-e', `require("node:fs").rmSync(${JSON.stringify(project.at(css()))})`]);
    expect((await project.build()).out).toMatch(/^Built assets in/);
    expect(project.has(css())).toBe(true);
  });

  it('says what is wrong, leaves the former assets, and mends once the mistake is gone', async () => {
    const former = css();
    project.write('public/css/app.scss', 'a { color: ');
    const { code, err } = await project.build();
    expect([code, project.has(former), css()]).toEqual([1, true, former]);
    expect(err).toContain('app.scss');
    project.write('public/css/app.scss', 'a { color: black; }');
    expect(await project.build()).toMatchObject({ code: 0, err: '' });
  });
});

it('a build killed at any moment leaves nothing half: the next one makes it whole', async () => {
  const project = new Project();
  for (let killAfter = 40; killAfter < 900; killAfter += 170) await project.build(killAfter);
  expect(await project.build()).toMatchObject({ code: 0, err: '' });
  for (const address of Object.values(project.manifest())) {
    expect(brotliDecompressSync(readFileSync(project.at(`dist${address}.br`))).toString()).toBe(
      project.read(`dist${address}`),
    );
  }
  expect((await project.run(['dist/server.js'])).out).toContain('served');
  project.remove();
});

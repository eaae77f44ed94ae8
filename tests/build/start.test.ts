import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { Project } from './project.ts';

const project = new Project();
const start = (options = {}) => project.run(['src/build/start.mjs'], options);
afterAll(() => project.remove());

it('builds at the first start and says so, and only then', async () => {
  expect(await start()).toEqual({ code: 0, out: 'Building…\nserved mini-crm\n', err: '' });
  expect(await start()).toEqual({ code: 0, out: 'served mini-crm\n', err: '' });
});

it('hands a signal to the server', async () => {
  const child = spawn(process.execPath, ['src/build/start.mjs'], {
    cwd: project.folder,
    env: { ...process.env, STAY: '1' },
  });
  await once(child.stdout, 'data');
  expect(await stopped(child)).toBe('stopped\n');
});

it('says what to do when the packages are not installed', async () => {
  renameSync(project.at('node_modules'), project.at('elsewhere'));
  const ended = await start();
  renameSync(project.at('elsewhere'), project.at('node_modules'));
  expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^The packages .* "npm ci" .*\n$/) });
});

it('says which Node.js it needs to one that is too old', async () => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })`;
  const ended = await project.run(['--import', `data:text/javascript,${older}`, 'src/build/start.mjs']);
  expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Node.js 20.19 or newer') });
});

it('says what is wrong with the sources and stops', async () => {
  project.write('src/server.ts', 'import "./gone.ts";');
  const { code, out, err } = await start();
  expect([code, out]).toEqual([1, 'Building…\n']);
  expect(err).toContain('gone.ts');
});

async function stopped(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.kill('SIGTERM');
  await once(child, 'close');
  return said;
}

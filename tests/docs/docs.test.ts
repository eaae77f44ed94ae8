// What the documents refer to exists: links, files, and the words of the glossary.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const decisions = filesIn('docs/decisions').filter((file) => /\/\d/.test(file));
const documents = ['README.md', 'docs/decisions/README.md', ...filesIn('docs'), ...decisions];
const texts = new Map(documents.map((file) => [file, readFileSync(file, 'utf8')]));

test('links lead to files that exist', () => {
  const broken = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .filter(([, target = '']) => !existsSync(join(dirname(file), target)))
      .map(([, target]) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('files that are named exist', () => {
  const missing = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/`((?:src|tests|e2e|views|public|prisma|docs)\/[\w./-]+)`/g)]
      .filter(([, path = '']) => !existsSync(path))
      .map(([, path]) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});

test('decision records have a number of their own and follow the template', () => {
  const numbers = decisions.map((file) => /\d{3}/.exec(file)?.[0]);
  expect(new Set(numbers).size).toBe(numbers.length);
  const head = /^# \d{3}: .+\n\nDate: \d{4}-\d\d-\d\d · Status: (accepted|superseded by .+)\n\n## Context\n/;
  const sections = /\n## Context\n[\s\S]+\n## Decision\n[\s\S]+\n## Consequences\n/;
  const others = decisions.filter((file) => !head.test(texts.get(file) ?? '') || !sections.test(texts.get(file) ?? ''));
  expect(others).toEqual([]);
});

test('the words of the glossary occur where it says they live', () => {
  const rows = (texts.get('docs/glossary.md') ?? '')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`|`$/g, '')))
    .filter(([, , , , , where]) => where?.includes('/'));
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.filter(([, word = '', , , , where = '']) => !new RegExp(`\\b${word}\\b`).test(sourceAt(where)));
  expect(missing.map(([, word, , , , where]) => `${word}: ${where}`)).toEqual([]);
});

/** The text of a file, or the names and texts of the files in a folder. */
function sourceAt(path: string): string {
  if (statSync(path).isFile()) return readFileSync(path, 'utf8');
  return filesIn(path).reduce((all, file) => `${all}\n${file}\n${readFileSync(file, 'utf8')}`, path);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => statSync(path).isFile());
}

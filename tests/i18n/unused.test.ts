// Every text of the catalog is used: src or a view names its key.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogs } from '../../src/i18n/catalogs.ts';

type Part = string | { [key: string]: Part };

interface Source {
  file: string;
  text: string;
}

/** A key with parts that are filled in at run time: `tasks.status.${status}`. */
interface Built {
  file: string;
  shape: RegExp;
}

/** The file with the parts of a key, where it is neither the file that builds it nor a list of choices in `src`. */
const namedIn: Record<string, string> = {
  'accounts.register': 'src/users/signUps.service.ts',
  'admin.flash': 'src/admin/userActions.service.ts',
  'ai.consent': 'views/ai',
  'history.act': 'src/activity/acts.service.ts',
  'history.line': 'src/activity/changeText.ts',
  'history.revert': 'src/activity/revertFieldPage.ts',
  'history.stayed': 'src/history/undoPlan.ts',
  'imports.problem': 'src/imports/reading/readWorkbook.ts',
  'mailComposer.cannot': 'src/mailComposer/composePage.ts',
  'mailComposer.problem': 'src/mailComposer/sendMail.service.ts',
  'mailDrop.problem': 'src/mailDrop/dropPreferences.service.ts',
  'mailLog.kind': 'src/mailReader/mailKind.ts',
  'mailLog.problem': 'src/mailReader/readSource.ts',
  'tasks.group': 'src/tasks/taskList.service.ts',
};

const words = new Map<string, Set<string>>();
const sources = ['src', 'views'].flatMap(sourcesOf);
const literals = new Set(
  sources.flatMap(({ text }) => [...text.matchAll(/(['"`])([\w.-]+)\1/g)].map(([, , key]) => key)),
);
const built = sources.flatMap(keysBuiltIn);
const choices = new Set(sources.flatMap(choicesIn));
const keys = [...new Set(keysOf(catalogs.en))];

test('every text is used in src or views', () => {
  expect(keys.filter((key) => !literals.has(key) && !isBuilt(key))).toEqual([]);
});

test('an unused text would be found', () => {
  const junk = ['common.junk', 'admin.user.junk', 'admin.user.records', 'tasks.form.more', 'tasks.status.junk'];
  expect(junk.filter((key) => literals.has(key) || isBuilt(key))).toEqual([]);
  expect(['tasks.status.in_progress', 'contacts.nextFilter.late', 'errors.404.title'].filter(isBuilt)).toHaveLength(3);
});

function sourcesOf(folder: string): Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => `${folder}/${name}`).filter((file) => /\.(ts|ejs)$/.test(file));
  const read = files.filter((file) => !/^src\/(i18n\/(en|pl)|db\/generated)\//.test(file));
  return read.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

function keysOf(part: Part, path = ''): string[] {
  if (typeof part === 'string') return [path.replace(/_(one|few|many|other)$/, '')];
  return Object.entries(part).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key));
}

function keysBuiltIn({ file, text }: Source): Built[] {
  const templates = [...text.matchAll(/`((?:[\w.-]|\$\{[^`}]*\})+)`/g)].map(([, key = '']) => key);
  return templates
    .filter((key) => key.includes('${') && key.includes('.'))
    .map((key) => ({ file, shape: shapeOf(key) }));
}

/** The first part may be a path (`${words}.${kind}`); any other is one word. */
function shapeOf(key: string): RegExp {
  const fixed = key.split(/\$\{[^`}]*\}/).map((piece) => piece.replaceAll('.', '\\.'));
  return new RegExp(`^${fixed.join('([^.]+)').replace(/^\(\[\^\.\]\+\)/, '(.+)')}$`);
}

/** `['lead', 'prospect'] as const`, which views offer and schemas accept. */
function choicesIn({ text }: Source): string[] {
  const lists = [...text.matchAll(/\[([^[\]]*)\] as const/g)].map(([, list = '']) => list);
  return lists.flatMap((list) => [...list.matchAll(/'([\w-]+)'/g)].map(([, choice = '']) => choice));
}

function isBuilt(key: string): boolean {
  const there = placeOf(key);
  const isNamed = (part: string, file: string) =>
    choices.has(part) || [file, there].some((place) => place && wordsIn(place).has(part));
  return built.some(({ shape, file }) =>
    shape
      .exec(key)
      ?.slice(1)
      .every((part) => isNamed(part, file)),
  );
}

/** A part is a word from a known file, else any value in src. */
function placeOf(key: string): string | undefined {
  const branch = branchOf(key);
  return namedIn[branch] ?? (keys.some((one) => branchOf(one) === branch && literals.has(one)) ? undefined : 'src/');
}

function branchOf(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}

/** Quoted words, property names and numbers in a file or in all files below a folder. */
function wordsIn(place: string): Set<string> {
  const known = words.get(place);
  if (known) return known;
  const texts = sources.filter(({ file }) => file.startsWith(place)).map(({ text }) => text);
  const found = texts.join('\n').matchAll(/(?<=['"])[\w.-]+(?=['"])|\b\w+(?=:)|\b\d+\b/g);
  const made = new Set([...found].map(([word]) => word));
  words.set(place, made);
  return made;
}

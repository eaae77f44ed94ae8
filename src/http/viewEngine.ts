import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import ejs from 'ejs';
import { analyze } from 'periscopic';

/** @param view the path in the views folder, without `.ejs`; `shared`: the locals of all views of a response */
export type RenderView = (view: string, locals: object, shared: object) => string;

type Locals = Record<string, unknown>;
type Include = (path: string, locals?: object) => string;
type Render = (own: Locals) => string;
type Template = (
  outer: Locals,
  shared: Locals,
  escapeFn: typeof escapeHtml,
  includeIn: (own: Locals) => Include,
) => Render;

const noLocals: Locals = {};

/** By file, shared by all engines of the process. */
const compiled = new Map<string, Template>();

/** Renders EJS as in docs/decisions/052-compiled-views.md. Without `cache`, a file is read at each use. */
export function viewEngine(folder: string, cache: boolean): RenderView {
  const getTemplate = (path: string): Template => {
    const file = join(folder, `${path}.ejs`);
    return cache ? getCompiled(file) : compile(file);
  };
  const bind = (path: string, outer: Locals, shared: Locals): Render =>
    getTemplate(path)(outer, shared, escapeHtml, (own) => includeIn(own, outer, shared));
  const includeIn = (own: Locals, outer: Locals, shared: Locals): Include => {
    const bound = new Map<string, Render>();
    let all: Locals | undefined;
    return (path, more) => {
      if (!more) return bind(path, outer, shared)(own);
      all ??= outer === noLocals ? own : { ...outer, ...own };
      const render = bound.get(path) ?? bind(path, all, shared);
      bound.set(path, render);
      return render(more as Locals);
    };
  };
  return (view, locals, shared) => bind(view, noLocals, shared as Locals)(locals as Locals);
}

function getCompiled(file: string): Template {
  const template = compiled.get(file) ?? compile(file);
  compiled.set(file, template);
  return template;
}

/** Free names of a template become variables of its function; a missing one is undefined. */
function compile(file: string): Template {
  const source = readSource(file);
  const names = freeNames(source);
  const around = names.map((name) => `_${name} = outer.${name} !== undefined ? outer.${name} : shared.${name}`);
  const own = names.map((name) => `${name} = locals.${name} !== undefined ? locals.${name} : _${name}`);
  const include = /\binclude\(/.test(source) ? ['include = includeIn(locals)'] : [];
  const render = `function render(locals) {\n${constants([...own, ...include])}\n{${source}}\n}`;
  const body = `"use strict";\n${constants(around)}\nreturn ${render}\n//# sourceURL=${encodeURI(file)}`;
  return new Function('outer', 'shared', 'escapeFn', 'includeIn', body) as Template;
}

function constants(declarations: string[]): string {
  return declarations.length > 0 ? `const ${declarations.join(', ')};` : '';
}

function freeNames(source: string): string[] {
  const program = parse(`function template(locals, escapeFn, include) {${source}}`, { ecmaVersion: 2022 });
  const { globals } = analyze(program as Parameters<typeof analyze>[0]);
  return [...globals.keys()].filter((name) => !isBuiltIn(name));
}

/** JavaScript's own global names. Locals never begin with a capital letter. */
function isBuiltIn(name: string): boolean {
  return /^[A-Z]/.test(name) || ['undefined', 'encodeURI', 'encodeURIComponent'].includes(name);
}

/** The body of the function that EJS generates. It is in a field that is missing in the types. */
function readSource(file: string): string {
  const options = { filename: file, _with: false, compileDebug: false, rmWhitespace: true };
  const template = new ejs.Template(readFileSync(file, 'utf8'), options as ejs.Options);
  template.compile();
  const { source } = template as unknown as { source?: string };
  if (!source) throw new Error('This version of EJS keeps no source: see src/http/viewEngine.ts.');
  return source;
}

const special = /[&<>"']/;
const everySpecial = /[&<>"']/g;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return special.test(text) ? text.replace(everySpecial, (character) => entities[character] as string) : text;
}

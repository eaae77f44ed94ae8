import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import ejs from 'ejs';
import { analyze } from 'periscopic';

/** Draws the view of that path below the folder of views (`contacts/list`); `shared` is what all views of an answer see. */
export type RenderView = (view: string, locals: object, shared: object) => string;

type Locals = Record<string, unknown>;
type Include = (path: string, locals?: object) => string;
/** A template where it is included, or drawn by itself: what stays the same there is looked up once for all rows of a list. */
type Draw = (own: Locals) => string;
type Template = (
  outer: Locals,
  shared: Locals,
  escapeFn: typeof escapeHtml,
  includeIn: (own: Locals) => Include,
) => Draw;

const none: Locals = {};

/**
 * EJS, with its templates compiled once and called as they are (docs/decisions/052-compiled-views.md). Includes are by
 * path from `folder` and see the locals of the view they stand in. `cache: false` reads the file at each use.
 */
export function viewEngine(folder: string, cache: boolean): RenderView {
  const compiled = new Map<string, Template>();
  const templateOf = (path: string): Template => {
    const template = compiled.get(path) ?? compile(join(folder, `${path}.ejs`));
    if (cache) compiled.set(path, template);
    return template;
  };
  const bind = (path: string, outer: Locals, shared: Locals): Draw =>
    templateOf(path)(outer, shared, escapeHtml, (own) => includeIn(own, outer, shared));
  // What an include sees beyond its own locals is the same for all that stand in one template: put together, and bound, once.
  const includeIn = (own: Locals, outer: Locals, shared: Locals): Include => {
    const bound = new Map<string, Draw>();
    let all: Locals | undefined;
    return (path, more) => {
      if (!more) return bind(path, outer, shared)(own);
      all ??= outer === none ? own : { ...outer, ...own };
      const draw = bound.get(path) ?? bind(path, all, shared);
      bound.set(path, draw);
      return draw(more as Locals);
    };
  };
  return (view, locals, shared) => bind(view, none, shared as Locals)(locals as Locals);
}

/**
 * EJS itself reads names by `with`, which keeps V8 from optimizing, and copies all locals at every include. Here the names
 * that a template uses without declaring them become variables of its function; absent ones are undefined, and what was
 * given as undefined counts as absent. `locals` holds what was given to this very template.
 */
function compile(file: string): Template {
  const source = readSource(file);
  const names = freeNames(source);
  const around = names.map((name) => `_${name} = outer.${name} !== undefined ? outer.${name} : shared.${name}`);
  const own = names.map((name) => `${name} = locals.${name} !== undefined ? locals.${name} : _${name}`);
  // Made only by a template that includes others.
  const include = /\binclude\(/.test(source) ? ['include = includeIn(locals)'] : [];
  const draw = `function draw(locals) {\n${constants([...own, ...include])}\n{${source}}\n}`;
  const body = `"use strict";\n${constants(around)}\nreturn ${draw}\n//# sourceURL=${encodeURI(file)}`;
  return new Function('outer', 'shared', 'escapeFn', 'includeIn', body) as Template;
}

function constants(declared: string[]): string {
  return declared.length > 0 ? `const ${declared.join(', ')};` : '';
}

function freeNames(source: string): string[] {
  const program = parse(`function template(locals, escapeFn, include) {${source}}`, { ecmaVersion: 2022 });
  const { globals } = analyze(program as Parameters<typeof analyze>[0]);
  return [...globals.keys()].filter((name) => !isBuiltIn(name));
}

// JavaScript's own: Math, Set and the like, as no local begins with a capital, and these.
function isBuiltIn(name: string): boolean {
  return /^[A-Z]/.test(name) || ['undefined', 'encodeURI', 'encodeURIComponent'].includes(name);
}

function readSource(file: string): string {
  const options = { filename: file, _with: false, compileDebug: false, rmWhitespace: true };
  const template = new ejs.Template(readFileSync(file, 'utf8'), options as ejs.Options);
  template.compile();
  return (template as unknown as { source: string }).source;
}

const special = /[&<>"']/;
const everySpecial = /[&<>"']/g;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return special.test(text) ? text.replace(everySpecial, (sign) => entities[sign] as string) : text;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import ejs from 'ejs';
import { analyze } from 'periscopic';

/** Draws the view of that path below the folder of views (`contacts/list`); `shared` is what all views of an answer see. */
export type DrawView = (view: string, locals: object, shared: object) => string;

type Locals = Record<string, unknown>;
type Include = (path: string, locals?: object) => string;
type Draw = (own: Locals, outer: Locals, shared: object, escapeFn: typeof escapeHtml, include: Include) => string;

interface Template {
  draw: Draw;
  /** Whether it includes others. */
  isNested: boolean;
}

const none: Locals = {};

/**
 * EJS, with its templates compiled once and called as they are (docs/decisions/014-speed-of-a-page.md). Includes are by
 * path from `folder` and see the locals of the view they stand in. `cache: false` reads the file at each use.
 */
export function viewEngine(folder: string, cache: boolean): DrawView {
  const compiled = new Map<string, Template>();
  const templateOf = (path: string): Template => {
    const template = compiled.get(path) ?? compile(join(folder, `${path}.ejs`));
    if (cache) compiled.set(path, template);
    return template;
  };
  const draw = (view: string, own: Locals, outer: Locals, shared: object): string => {
    const template = templateOf(view);
    const include = template.isNested ? includeIn(own, outer, shared) : includesNothing;
    return template.draw(own, outer, shared, escapeHtml, include);
  };
  // Copied only where an include has locals and stands in another that has: not for the rows of a list.
  const includeIn = (own: Locals, outer: Locals, shared: object): Include => {
    let all: Locals | undefined;
    return (path, more) => {
      if (!more) return draw(path, own, outer, shared);
      all ??= outer === none ? own : { ...outer, ...own };
      return draw(path, more as Locals, all, shared);
    };
  };
  return (view, locals, shared) => draw(view, locals as Locals, none, shared);
}

const includesNothing: Include = (path) => {
  throw new Error(`"${path}" is included by a template that includes nothing.`);
};

/**
 * EJS itself reads names by `with`, which keeps V8 from optimizing, and copies all locals at every include. Here the names
 * that a template uses without declaring them become variables of its function; absent ones are undefined, and what was
 * given as undefined counts as absent. `locals` holds what was given to this very template.
 */
function compile(file: string): Template {
  const source = sourceOf(file);
  const variables = namesOf(source).map((name) => `${name} = ${firstGiven(name)}`);
  const declared = variables.length > 0 ? `const ${variables.join(', ')};` : '';
  const body = `"use strict";\n${declared}\n{${source}}\n//# sourceURL=${encodeURI(file)}`;
  const draw = new Function('locals', 'outer', 'shared', 'escapeFn', 'include', body) as Draw;
  return { draw, isNested: /\binclude\(/.test(source) };
}

// Null is given, too.
function firstGiven(name: string): string {
  return `locals.${name} !== undefined ? locals.${name} : outer.${name} !== undefined ? outer.${name} : shared.${name}`;
}

function namesOf(source: string): string[] {
  const program = parse(`function template(locals, outer, shared, escapeFn, include) {${source}}`, {
    ecmaVersion: 2022,
  });
  const { globals } = analyze(program as Parameters<typeof analyze>[0]);
  return [...globals.keys()].filter((name) => !isBuiltIn(name));
}

// JavaScript's own: Math, Set and the like, as no local begins with a capital, and these.
function isBuiltIn(name: string): boolean {
  return /^[A-Z]/.test(name) || ['undefined', 'encodeURI', 'encodeURIComponent'].includes(name);
}

function sourceOf(file: string): string {
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

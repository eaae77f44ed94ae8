// Each rule of `npm run check` about imports and dead code fails when it is broken on purpose, in a small project made
// for it.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { deadCode, type Files, forbiddenImports, sound } from './violations.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('dependency-cruiser', () => {
  test('finds nothing in a sound project', async () => {
    expect(await brokenRules(project())).toEqual([]);
  });

  describe('fails when', () => {
    let reports: string[];
    beforeAll(async () => {
      reports = await brokenRules(project(...forbiddenImports.map(([, , files]) => files)));
    });

    test.each(forbiddenImports)('%s', (_what, report) => {
      expect(reports).toContain(report);
    });
  });
});

describe('knip', () => {
  test('finds nothing in a sound project', async () => {
    expect(await unusedParts(project())).toEqual([]);
  });

  test('finds a dead export, type, file and package, and a package that is not listed', async () => {
    const found = await unusedParts(project(...deadCode.map(([, files]) => files)));
    expect(found.sort()).toEqual(deadCode.map(([report]) => report).sort());
  });
});

/** Writes a project that follows the rules, then what breaks them. Gives its folder. */
function project(...broken: Files[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mini-crm-rules-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(Object.assign({}, sound, ...broken) as Files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const config of ['.dependency-cruiser.mjs', 'knip.config.ts']) {
    copyFileSync(join(packageRoot, config), join(folder, config));
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
  cycle?: { name: string }[];
}

async function brokenRules(folder: string): Promise<string[]> {
  const program = 'dependency-cruiser/bin/dependency-cruise.mjs';
  const { summary } = await runForJson<{ summary: { violations: Violation[] } }>(
    folder,
    program,
    'src',
    '--output-type',
    'json',
  );
  return summary.violations.map(({ rule, from, to, cycle }) => {
    // What is missing in a file is reported as from that file to itself.
    const targets = cycle?.map(({ name }) => name) ?? (to === from ? [] : [to]);
    const path = [from, ...targets].map((name) => name.replace(/^.*node_modules\/(\w+).*$/, '$1'));
    return `${rule.name}: ${path.join(' → ')}`;
  });
}

type Issue = Record<string, string | { name: string }[]>;

async function unusedParts(folder: string): Promise<string[]> {
  const { issues } = await runForJson<{ issues: Issue[] }>(folder, 'knip/bin/knip.js', '--reporter', 'json');
  return issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, found]) =>
      typeof found === 'string' ? [] : found.map(({ name }) => `${kind}: ${name}`),
    ),
  );
}

/** Runs a program of a package in that folder; it exits with an error when it finds something. */
function runForJson<Answer>(folder: string, program: string, ...args: string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const file = join(packageRoot, 'node_modules', program);
    execFile(process.execPath, [file, ...args], { cwd: folder }, (error, out, err) => {
      try {
        resolve(JSON.parse(out));
      } catch {
        reject(new Error(`${program} answered no JSON: ${out}${err}`, { cause: error }));
      }
    });
  });
}

import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { buildSync } from 'esbuild';
import { packageRoot } from '../../src/core/packageRoot.ts';

const [script] = buildSync({
  entryPoints: [join(packageRoot, 'e2e', 'inPage', 'layout.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'checks',
}).outputFiles;

export interface Screen {
  width: number;
  /** Size of the text in percent of the usual. */
  text: number;
}

/** Expects that nothing breaks, sticks out, overlaps or is too small for a finger. */
export async function expectGoodLayout(page: Page, { width, text }: Screen, touch: boolean): Promise<void> {
  await page.evaluate(`document.documentElement.style.fontSize = '${text}%'`);
  const problems = await page.evaluate<string[]>(
    `${script?.text}; checks.layoutProblems(${JSON.stringify({ width, touch })})`,
  );
  expect.soft(problems, `${page.url()} at ${width} px with text at ${text} %`).toEqual([]);
}

// npm run bench: see docs/performance.md.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { bench } from './bench.ts';
import { missedBudgets } from './budgets.ts';
import { readOptions } from './options.ts';
import { formatMarkdown, formatText } from './tables.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = readOptions(process.argv.slice(2));
execFileSync(process.execPath, ['src/build/build.mjs'], { stdio: 'inherit' });
const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim()}, Node.js ${process.version}`;
const report = { machine, date: new Date().toISOString().slice(0, 10), ...(await bench(options)) };

console.log(`\n${formatText(report)}`);
if (options.json) writeFileSync(options.json, JSON.stringify(report, null, 2));
if (options.markdown) writeFileSync(options.markdown, `${formatMarkdown(report)}\n`);
process.exitCode = missedBudgets(report).length > 0 ? 1 : 0;

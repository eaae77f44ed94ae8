#!/usr/bin/env node
// Prisma's schema engine without its download: what the prisma CLI starts as its native engine, run as WebAssembly.
// docs/decisions/001-prisma-without-engine-download.md says why, and what to look at when Prisma is updated.
import { parseArgs } from 'node:util';
import { runCommand } from './schema-engine/commands.mjs';
import { serve } from './schema-engine/rpc.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const url = JSON.parse(String(values.datasource ?? '{}')).url ?? '';
const schemaFiles = (values.datamodels ?? []).flatMap((files) => String(files).split(','));

if (positionals[0] === 'cli') await runCommand(positionals[1], url);
else await serve(url, schemaFiles);

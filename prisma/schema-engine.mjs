#!/usr/bin/env node
// Runs Prisma's schema engine as WebAssembly in place of the native one, which the CLI would download.
// docs/decisions/001-prisma-without-engine-download.md says why, and what an update of Prisma needs.
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

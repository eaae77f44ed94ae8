import { setFlagsFromString } from 'node:v8';

// An old Node must be able to parse this file, or nobody would see the message.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Mini CRM needs Node.js 20.19 or newer; this is ${process.version}. Get one at https://nodejs.org.`);
}

const { heapFlags } = await import('./heapFlags.mjs');
const { hasModules } = await import('./paths.mjs');
if (!hasModules()) stop('The packages are not installed yet: run "npm ci" first, then "npm start".');

process.title = 'mini-crm';
// Web processes get theirs as they are forked (src/server/webProcesses.ts).
for (const flag of heapFlags(1)) setFlagsFromString(flag);
process.setSourceMapsEnabled(true);

const { build } = await import('./build.mjs');
await build(() => console.log('Building…')).catch((error) => stop(error.message));
// A variable, because the file does not exist when types are checked before the first build.
const server = '../../dist/server.js';
await import(server);

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

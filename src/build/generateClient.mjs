import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { at, root } from './paths.mjs';

const quiet = { PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };

export async function generateClient() {
  const cli = at('node_modules', 'prisma', 'build', 'index.js');
  const options = { cwd: root, env: { ...process.env, ...quiet } };
  await promisify(execFile)(process.execPath, [cli, 'generate', '--no-hints'], options).catch((error) => {
    throw new Error(`The database client could not be generated.\n${error.stderr || error.stdout || error.message}`);
  });
}

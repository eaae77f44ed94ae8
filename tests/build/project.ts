import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/core/packageRoot.ts';

/** How a command ended. */
interface Ended {
  code: number;
  out: string;
  err: string;
}

const server = `
process.on('SIGTERM', () => { console.log('stopped'); process.exit(0); });
console.log('served', process.title);
if (process.env.STAY) setInterval(() => {}, 1000);
`;

// Stands in for Prisma's command, which takes seconds: it counts how often it is asked.
const prisma = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('src/db/generated', { recursive: true });
writeFileSync('src/db/generated/client.ts', '');
appendFileSync('generated.log', process.argv[2] + '\\n');
`;

/** A small project with the real build scripts, in a folder of its own with a space and an accent in its name. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'mini crm ż '));

  constructor() {
    cpSync(join(packageRoot, 'src', 'build'), this.at('src/build'), { recursive: true });
    for (const name of ['esbuild', 'sass', 'bootstrap', 'express']) this.link(name);
    this.write('package.json', '{ "type": "module" }');
    this.write('node_modules/prisma/package.json', '{}');
    this.write('node_modules/prisma/build/index.js', prisma);
    this.write('prisma/schema.prisma', 'model A {}');
    this.write('src/server.ts', server);
    this.write('src/imports/reading/readFileThread.ts', 'console.log("read" as string);');
    this.write('src/mailReader/readMailThread.ts', 'console.log("read" as string);');
    this.write('public/tsconfig.json', '{}');
    this.write('public/css/app.scss', 'a { b { color: red; } }');
    this.write('public/js/app.ts', 'console.log("Hello" as string);');
    this.write('public/icons.json', '[]');
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  manifest(): Record<string, string> {
    return JSON.parse(this.read('dist/assets/manifest.json'));
  }

  /** Runs Node in the folder; `killAfter` milliseconds it is killed hard. */
  run(args: string[], { killAfter = 60_000, env = {} } = {}): Promise<Ended> {
    const options = {
      cwd: this.folder,
      timeout: killAfter,
      killSignal: 'SIGKILL' as const,
      env: { ...process.env, ...env },
    };
    return new Promise((resolve) => {
      execFile(process.execPath, args, options, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, out, err });
      });
    });
  }

  build(killAfter?: number): Promise<Ended> {
    return this.run(['src/build/build.mjs'], { killAfter });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private link(name: string): void {
    mkdirSync(this.at('node_modules'), { recursive: true });
    symlinkSync(join(packageRoot, 'node_modules', name), this.at(`node_modules/${name}`), 'junction');
  }
}

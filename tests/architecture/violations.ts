/** Texts by path. */
export type Files = Record<string, string>;

/** A small project that follows the rules. */
export const sound: Files = {
  'package.json': JSON.stringify({ name: 'sound', type: 'module', dependencies: { express: '*' } }),
  'src/core/ids.ts': 'export const maxId = 7;',
  'src/db/owned.ts': "import { maxId } from '../core/ids.ts';\nexport const owned = { maxId };",
  'src/http/page.ts': "import express from 'express';\nexport const page = express;",
  'src/contacts/contacts.service.ts': "import { owned } from '../db/owned.ts';\nexport const contact = owned;",
  'src/tasks/tasks.service.ts':
    "import { contact } from '../contacts/contacts.service.ts';\nimport { owned } from '../db/owned.ts';\nexport const task = [contact, owned];",
  'src/tasks/tasks.router.ts':
    "import { page } from '../http/page.ts';\nimport { task } from './tasks.service.ts';\nexport const router = [page, task];",
  'src/server.ts': "import { router } from './tasks/tasks.router.ts';\nconsole.log(router);",
};

/** What breaks a rule of .dependency-cruiser.mjs, and what is then reported. */
export const forbiddenImports: [what: string, report: string, files: Files][] = [
  [
    'core imports http',
    'no-upward-import: src/core/web.ts → src/http/page.ts',
    { 'src/core/web.ts': "export { page } from '../http/page.ts';" },
  ],
  [
    'http imports a domain',
    'no-upward-import: src/http/menu.ts → src/tasks/tasks.service.ts',
    { 'src/http/menu.ts': "export { task } from '../tasks/tasks.service.ts';" },
  ],
  [
    'db imports a type of a domain',
    'no-upward-import: src/db/rows.ts → src/contacts/contacts.service.ts',
    {
      'src/db/rows.ts':
        "import type { contact } from '../contacts/contacts.service.ts';\nexport type Row = typeof contact;",
    },
  ],
  [
    'a domain imports the app when it is called',
    'no-upward-import: src/tasks/late.ts → src/app.ts',
    { 'src/tasks/late.ts': "export const late = () => import('../app.ts');", 'src/app.ts': 'export const app = 1;' },
  ],
  [
    'two folders import each other by different files',
    'no-folder-cycle: src/contacts → src/tasks → src/contacts',
    { 'src/contacts/badge.ts': "export { router } from '../tasks/tasks.router.ts';" },
  ],
  [
    'three folders import each other in a circle',
    'no-folder-cycle: src/landing → src/shortcuts → src/trash → src/landing',
    {
      'src/landing/page.ts': "export { keys } from '../shortcuts/keys.ts';",
      'src/shortcuts/keys.ts': "export { days as keys } from '../trash/days.ts';",
      'src/trash/days.ts': "export { title as days } from '../landing/title.ts';",
      'src/landing/title.ts': "export const title = 'Mini CRM';",
    },
  ],
  [
    'two files import types of each other',
    'no-file-cycle: src/core/a.ts → src/core/b.ts → src/core/a.ts',
    {
      'src/core/a.ts': "import type { B } from './b.ts';\nexport type A = B[];",
      'src/core/b.ts': "import type { A } from './a.ts';\nexport type B = A[];",
    },
  ],
  [
    'a service reaches http through another file',
    'no-http-in-services: src/contacts/list.service.ts → src/http/page.ts',
    {
      'src/contacts/view.ts': "export { page } from '../http/page.ts';",
      'src/contacts/list.service.ts': "import { page } from './view.ts';\nexport const list = page;",
    },
  ],
  [
    'a service takes a request',
    'no-http-in-services: src/contacts/read.service.ts → express',
    {
      'src/contacts/read.service.ts':
        "import type { Request } from 'express';\nexport const read = (req: Request) => req.ip;",
    },
  ],
  [
    'a service does not ask the database',
    'database-in-services: src/contacts/name.service.ts',
    { 'src/contacts/name.service.ts': "import { maxId } from '../core/ids.ts';\nexport const name = maxId;" },
  ],
  [
    'a folder has no floor',
    'floor-for-every-folder: src/loft/ids.ts → src/core/ids.ts',
    { 'src/loft/ids.ts': "export { maxId } from '../core/ids.ts';" },
  ],
];

/** What knip reports, and what makes it. */
export const deadCode: [report: string, files: Files][] = [
  ['exports: unusedId', { 'src/core/ids.ts': 'export const maxId = 7;\nexport const unusedId = 8;' }],
  ['types: UnusedPage', { 'src/http/page.ts': `${sound['src/http/page.ts']}\nexport type UnusedPage = 1;` }],
  ['files: src/core/unused.ts', { 'src/core/unused.ts': 'export const unused = 1;' }],
  ['unlisted: helmet', { 'src/db/owned.ts': `import 'helmet';\n${sound['src/db/owned.ts']}` }],
  [
    'dependencies: zod',
    { 'package.json': JSON.stringify({ name: 'sound', dependencies: { express: '*', zod: '*' } }) },
  ],
];

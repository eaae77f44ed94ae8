// The floors of src from the ground up: an import goes down or stays on its floor.
const floors = [
  ['core'],
  ['config.ts', 'mailSettings.ts', 'settings.ts', 'settingValues.ts', 'urls.ts', 'db', 'i18n', 'log', 'validation'],
  ['http', 'mail', 'audit'],
  ['users'],
  [
    ...['companies', 'contacts', 'keepInTouch', 'savedViews', 'tags', 'tasks', 'interactions'],
    ...['history', 'trash', 'landing', 'shortcuts'],
  ],
  [
    ...['accountFile', 'activity', 'contactFacts', 'contactPage', 'companyPage', 'dashboard', 'imports', 'export'],
    ...['bulk', 'merge', 'duplicates', 'personData', 'quickAdd', 'cardReader'],
    ...['mailReader', 'mailLog', 'mailComposer', 'mailDrop'],
    ...['calendar', 'calendarFeed', 'lookBack', 'morningMail', 'search', 'ai', 'sample', 'backup', 'distribute'],
  ],
  ['auth', 'account', 'admin'],
  ['app.ts', 'domainLocals.ts', 'uploads.ts'],
  ['server', 'server.ts', 'build'],
];

/** @param {string[]} rooms A pattern for all that stands in them. */
const inside = (rooms) => `^src/(${rooms.map((room) => room.replace('.', '[.]')).join('|')})(/|$)`;

const upward = floors.slice(0, -1).map((floor, index) => ({
  name: 'no-upward-import',
  comment: 'A lower floor imports a higher one. Let app.ts or the view locals hand in what it needs.',
  severity: 'error',
  from: { path: inside(floor) },
  to: { path: inside(floors.slice(index + 1).flat()) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: 'floor-for-every-folder',
      comment: 'The folder has no floor yet: give it one in .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: inside(floors.flat()) },
      to: {},
    },
    {
      name: 'no-folder-cycle',
      comment: 'Two folders import each other, directly or around a corner.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/[^/]+$' },
      to: { circular: true },
    },
    {
      name: 'no-file-cycle',
      comment: 'Two files import each other, directly or around a corner.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-http-in-services',
      comment: 'A service reaches HTTP, directly or around a corner: hand it values instead of a request.',
      severity: 'error',
      from: { path: '[.]service[.]ts$' },
      to: { path: ['^src/http/', 'node_modules/(express|express-session|passport|multer)/'], reachable: true },
    },
  ],
  required: [
    {
      name: 'database-in-services',
      comment: 'What does not ask the database is not called a service.',
      severity: 'error',
      module: { path: '[.]service[.]ts$' },
      to: { path: ['^src/db/', 'node_modules/pg/'] },
    },
  ],
  options: {
    // TypeScript 7 has no API that dependency-cruiser could ask; swc keeps type imports, so the rules hold for types too.
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '^src/db/generated'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

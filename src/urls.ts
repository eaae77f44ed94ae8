/** Every address of the app. */
export const urls = {
  landing: () => '/',
  cspReports: () => '/csp-reports/',
  securityTxt: () => '/.well-known/security.txt',
  login: (next?: string) => withQuery('/accounts/login/', { next }),
  register: (query: Query = {}) => withQuery('/accounts/register/', query),
  usernameCheck: () => '/accounts/register/username/',
  resetPassword: (token: string) => `/accounts/reset/${token}/`,
  forgotPassword: () => '/accounts/password-reset/',
  logout: () => '/accounts/logout/',
  profile: () => '/accounts/profile/',
  changePassword: () => '/accounts/profile/password/',
  avatar: (hash?: string) => withQuery('/accounts/avatar/', { v: hash }),
  avatarRemove: () => '/accounts/avatar/remove/',
  accountExport: () => '/accounts/export/',
  accountExportTable: (name: string) => `/accounts/export/${name}/`,
  accountDelete: () => '/accounts/delete/',
  loginCode: () => '/accounts/login/code/',
  loginPasskey: () => '/accounts/login/passkey/',
  passkeys: () => '/accounts/passkeys/',
  passkeyStart: () => '/accounts/passkeys/start/',
  passkey: (id: number) => `/accounts/passkeys/${id}/`,
  passkeyRemove: (id: number) => `/accounts/passkeys/${id}/remove/`,
  twoFactor: () => '/accounts/two-factor/',
  twoFactorStart: () => '/accounts/two-factor/start/',
  twoFactorEnable: () => '/accounts/two-factor/enable/',
  twoFactorDisable: () => '/accounts/two-factor/disable/',
  emailConfirm: (token?: string) => withQuery('/accounts/email/', { token }),
  emailConfirmSend: () => '/accounts/email/send/',
  messageLinks: () => '/accounts/message-links/',
  morningMail: () => '/accounts/morning-mail/',
  morningMailSettings: () => '/accounts/profile/#morning-mail',
  morningMailTest: () => '/accounts/morning-mail/test/',
  morningMailStop: (token: string) => `/accounts/morning-mail/stop/${token}/`,
  sessionEnd: () => '/accounts/sessions/end/',
  sessionsEndOthers: () => '/accounts/sessions/end-others/',
  dashboard: () => '/dashboard/',

  contacts: (query: Query = {}) => withQuery('/contacts/', query),
  contactCreate: (query: Query = {}) => withQuery('/contacts/create/', query),
  contactOptions: (query: Query = {}) => withQuery('/contacts/options/', query),
  contactDuplicates: () => '/contacts/duplicates/',
  contactImports: () => '/contacts/import/',
  contactImport: (id: number) => `/contacts/import/${id}/`,
  contactImportRun: (id: number) => `/contacts/import/${id}/run/`,
  contactImportStop: (id: number) => `/contacts/import/${id}/stop/`,
  contactImportProblems: (id: number) => `/contacts/import/${id}/problems/`,
  contactImportSheet: (id: number) => `/contacts/import/${id}/sheet/`,
  contactImportUndo: (id: number) => `/contacts/import/${id}/undo/`,
  savedViews: (kind: 'contacts' | 'companies', query: Query = {}) => withQuery(`/${kind}/views/`, query),
  savedView: (kind: 'contacts' | 'companies', id: number) => `/${kind}/views/${id}/`,
  bulk: (kind: 'contacts' | 'companies') => `/${kind}/bulk/`,
  bulkRun: (kind: 'contacts' | 'companies') => `/${kind}/bulk/run/`,
  contactExport: (query: Query = {}) => withQuery('/contacts/export/', query),
  contactExportOne: (id: number) => `/contacts/${id}/export/`,
  contactShare: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/qr/`, query),
  contact: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/`, query),
  contactEdit: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/edit/`, query),
  contactDelete: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/delete/`, query),
  contactData: (id: number) => `/contacts/${id}/data/`,
  contactDataDownload: (id: number) => `/contacts/${id}/data/download/`,
  merge: (kind: 'contacts' | 'companies', id: number, query: Query = {}) => withQuery(`/${kind}/${id}/merge/`, query),
  unmerge: (kind: 'contacts' | 'companies', id: number, act: number) => `/${kind}/${id}/merge/${act}/undo/`,
  contactErase: (id: number) => `/contacts/${id}/erase/`,
  contactSnooze: (id: number) => `/contacts/${id}/snooze/`,
  contactWrite: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/write/`, query),
  contactStar: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/star/`, query),
  contactStatus: (id: number, query: Query = {}) => withQuery(`/contacts/${id}/status/`, query),
  contactEntry: (id: number, interaction: number, query: Query = {}) =>
    `${withQuery(`/contacts/${id}/`, query)}#interaction-${interaction}`,

  companies: (query: Query = {}) => withQuery('/companies/', query),
  companyCreate: () => '/companies/create/',
  companyOptions: () => '/companies/options/',
  companyExport: (query: Query = {}) => withQuery('/companies/export/', query),
  company: (id: number, query: Query = {}) => withQuery(`/companies/${id}/`, query),
  companyEdit: (id: number, query: Query = {}) => withQuery(`/companies/${id}/edit/`, query),
  companyDelete: (id: number, query: Query = {}) => withQuery(`/companies/${id}/delete/`, query),
  companyInteractionCreate: (id: number) => `/companies/${id}/interactions/create/`,

  tags: () => '/tags/',
  tagCreate: () => '/tags/create/',
  tagEdit: (id: number) => `/tags/${id}/edit/`,
  tagDelete: (id: number) => `/tags/${id}/delete/`,

  duplicates: (query: Query = {}) => withQuery('/duplicates/', query),
  duplicatesSearch: () => '/duplicates/search/',
  duplicatesMerge: (query: Query = {}) => withQuery('/duplicates/merge/', query),
  different: (query: Query = {}) => withQuery('/duplicates/different/', query),
  differentTakeBack: (id: number, query: Query = {}) => withQuery(`/duplicates/different/${id}/take-back/`, query),

  interactionCreate: (contactId: number, query: Query = {}) =>
    withQuery(`/contacts/${contactId}/interactions/create/`, query),
  interactionEdit: (id: number) => `/interactions/${id}/edit/`,
  interactionDelete: (id: number) => `/interactions/${id}/delete/`,

  tasks: (query: Query = {}) => withQuery('/tasks/', query),
  taskCreate: (query: Query = {}) => withQuery('/tasks/create/', query),
  taskEdit: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/edit/`, query),
  taskDelete: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/delete/`, query),
  taskToggle: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/toggle/`, query),
  taskUndo: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/undo/`, query),
  taskFollowUp: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/follow-up/`, query),
  taskPostpone: (id: number, query: Query = {}) => withQuery(`/tasks/${id}/postpone/`, query),
  taskEvent: (id: number) => `/tasks/${id}/event/`,
  interactionEvent: (id: number) => `/interactions/${id}/event/`,

  calendar: (query: Query = {}) => withQuery('/calendar/', query),
  calendarDay: (date: string, query: Query = {}) => withQuery(`/calendar/${date}/`, query),
  calendarFeed: () => '/calendar/feed/',
  calendarFeedRenew: () => '/calendar/feed/renew/',
  calendarFeedStop: () => '/calendar/feed/stop/',
  feed: (token: string) => `/feed/${token}.ics`,

  mails: () => '/mail/',
  mailCheck: () => '/mail/check/',
  mailSettings: () => '/mail/settings/',
  mailTemplates: () => '/mail/templates/',
  mailTemplateCreate: () => '/mail/templates/create/',
  mailTemplateEdit: (id: number) => `/mail/templates/${id}/edit/`,
  mailTemplateDelete: (id: number) => `/mail/templates/${id}/delete/`,
  mailTemplateRestore: (id: number) => `/mail/templates/${id}/restore/`,

  search: (query: Query = {}) => withQuery('/search/', query),
  quickAdd: (query: Query = {}) => withQuery('/quick-add/', query),
  quickAddCheck: (query: Query = {}) => withQuery('/quick-add/check/', query),
  quickAddNote: (query: Query = {}) => withQuery('/quick-add/note/', query),
  quickAddTask: (query: Query = {}) => withQuery('/quick-add/task/', query),
  shortcuts: () => '/shortcuts/',
  trash: (query: Query = {}) => withQuery('/trash/', query),
  trashEmpty: () => '/trash/empty/',
  trashRestore: (id: number) => `/trash/${id}/restore/`,
  trashDelete: (id: number) => `/trash/${id}/delete/`,
  activity: (query: Query = {}) => withQuery('/activity/', query),
  act: (id: number, query: Query = {}) => withQuery(`/activity/${id}/`, query),
  actUndo: (id: number, query: Query = {}) => withQuery(`/activity/${id}/undo/`, query),
  recordHistory: (kind: string, id: number, query: Query = {}) => withQuery(`/${kind}/${id}/history/`, query),
  setBack: (kind: string, id: number, change: number) => `/${kind}/${id}/history/${change}/set-back/`,
  sampleFill: () => '/sample/fill/',
  sampleRemove: () => '/sample/remove/',

  summarize: (contactId: number) => `/ai/summarize/${contactId}/`,
  aiEmail: (contactId: number) => `/ai/email/${contactId}/`,
  aiTidy: (contactId: number) => `/ai/tidy/${contactId}/`,
  aiPrompt: (contactId: number) => `/ai/prompt/${contactId}/`,
  aiBrief: () => '/ai/brief/',
  aiSwitch: () => '/ai/switch/',
  aiPerson: () => '/ai/person/',

  admin: () => '/admin/',
  adminMailTest: () => '/admin/mail-test/',
  adminUsers: (query: Query = {}) => withQuery('/admin/users/', query),
  adminUserCreate: () => '/admin/users/create/',
  adminUser: (id: number) => `/admin/users/${id}/`,
  adminUserAction: (id: number, action: string) => `/admin/users/${id}/${action}/`,
  adminUserDelete: (id: number) => `/admin/users/${id}/delete/`,
  adminDisableTwoFactor: (id: number) => `/admin/users/${id}/two-factor-off/`,
  adminRecordAccess: (id: number) => `/admin/users/${id}/read/`,
  adminRecordAccessStop: (id: number) => `/admin/users/${id}/read/stop/`,
  adminRecords: (id: number, kind: string, query: Query = {}) =>
    withQuery(`/admin/users/${id}/records/${kind}/`, query),
  adminSignUps: () => '/admin/sign-ups/',
  adminInviteCreate: () => '/admin/sign-ups/invite/',
  adminInviteRevoke: (id: number) => `/admin/sign-ups/${id}/revoke/`,
  adminAuditDownload: () => '/admin/log/download/',
  adminAudit: (query: Query = {}) => withQuery('/admin/log/', query),
} as const;

type Value = string | number;
export type Query = Record<string, Value | readonly Value[] | undefined>;

/** Adds the parameters, without those that are undefined or empty; of a list, one for each value. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, String(one)]),
  );
  const parameters = given.filter(([, value]) => value !== '');
  return parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters)}`;
}

/** The path if it stays on this site (`/contacts/?page=2`), else undefined, as for `//evil`, `/\evil` and `https:`. */
export function localPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('/') || text.length > 2000) return undefined;
  const base = 'http://site.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : undefined;
}

import { accountFile as accountFileEn } from './en/accountFile.ts';
import { accountLife as accountLifeEn } from './en/accountLife.ts';
import { accounts as accountsEn } from './en/accounts.ts';
import { admin as adminEn } from './en/admin.ts';
import { ai as aiEn } from './en/ai.ts';
import { bulk as bulkEn } from './en/bulk.ts';
import { calendar as calendarEn } from './en/calendar.ts';
import { common as commonEn } from './en/common.ts';
import { companies as companiesEn } from './en/companies.ts';
import { contacts as contactsEn } from './en/contacts.ts';
import { dashboard as dashboardEn } from './en/dashboard.ts';
import { duplicates as duplicatesEn } from './en/duplicates.ts';
import { errors as errorsEn } from './en/errors.ts';
import { exports as exportsEn } from './en/exports.ts';
import { forms as formsEn } from './en/forms.ts';
import { history as historyEn } from './en/history.ts';
import { imports as importsEn } from './en/imports.ts';
import { interactions as interactionsEn } from './en/interactions.ts';
import { jobs as jobsEn } from './en/jobs.ts';
import { keepInTouch as keepInTouchEn } from './en/keepInTouch.ts';
import { landing as landingEn } from './en/landing.ts';
import { layout as layoutEn } from './en/layout.ts';
import { lookBack as lookBackEn } from './en/lookBack.ts';
import { mail as mailEn } from './en/mail.ts';
import { mailComposer as mailComposerEn } from './en/mailComposer.ts';
import { mailDrop as mailDropEn } from './en/mailDrop.ts';
import { mailLog as mailLogEn } from './en/mailLog.ts';
import { merge as mergeEn } from './en/merge.ts';
import { morningMail as morningMailEn } from './en/morningMail.ts';
import { personData as personDataEn } from './en/personData.ts';
import { quickAdd as quickAddEn } from './en/quickAdd.ts';
import { sample as sampleEn } from './en/sample.ts';
import { savedViews as savedViewsEn } from './en/savedViews.ts';
import { search as searchEn } from './en/search.ts';
import { shortcuts as shortcutsEn } from './en/shortcuts.ts';
import { tags as tagsEn } from './en/tags.ts';
import { tasks as tasksEn } from './en/tasks.ts';
import { today as todayEn } from './en/today.ts';
import { trash as trashEn } from './en/trash.ts';
import { accountFile as accountFilePl } from './pl/accountFile.ts';
import { accountLife as accountLifePl } from './pl/accountLife.ts';
import { accounts as accountsPl } from './pl/accounts.ts';
import { admin as adminPl } from './pl/admin.ts';
import { ai as aiPl } from './pl/ai.ts';
import { bulk as bulkPl } from './pl/bulk.ts';
import { calendar as calendarPl } from './pl/calendar.ts';
import { common as commonPl } from './pl/common.ts';
import { companies as companiesPl } from './pl/companies.ts';
import { contacts as contactsPl } from './pl/contacts.ts';
import { dashboard as dashboardPl } from './pl/dashboard.ts';
import { duplicates as duplicatesPl } from './pl/duplicates.ts';
import { errors as errorsPl } from './pl/errors.ts';
import { exports as exportsPl } from './pl/exports.ts';
import { forms as formsPl } from './pl/forms.ts';
import { history as historyPl } from './pl/history.ts';
import { imports as importsPl } from './pl/imports.ts';
import { interactions as interactionsPl } from './pl/interactions.ts';
import { jobs as jobsPl } from './pl/jobs.ts';
import { keepInTouch as keepInTouchPl } from './pl/keepInTouch.ts';
import { landing as landingPl } from './pl/landing.ts';
import { layout as layoutPl } from './pl/layout.ts';
import { lookBack as lookBackPl } from './pl/lookBack.ts';
import { mail as mailPl } from './pl/mail.ts';
import { mailComposer as mailComposerPl } from './pl/mailComposer.ts';
import { mailDrop as mailDropPl } from './pl/mailDrop.ts';
import { mailLog as mailLogPl } from './pl/mailLog.ts';
import { merge as mergePl } from './pl/merge.ts';
import { morningMail as morningMailPl } from './pl/morningMail.ts';
import { personData as personDataPl } from './pl/personData.ts';
import { quickAdd as quickAddPl } from './pl/quickAdd.ts';
import { sample as samplePl } from './pl/sample.ts';
import { savedViews as savedViewsPl } from './pl/savedViews.ts';
import { search as searchPl } from './pl/search.ts';
import { shortcuts as shortcutsPl } from './pl/shortcuts.ts';
import { tags as tagsPl } from './pl/tags.ts';
import { tasks as tasksPl } from './pl/tasks.ts';
import { today as todayPl } from './pl/today.ts';
import { trash as trashPl } from './pl/trash.ts';
import type { Polish } from './polish.ts';

const en = {
  accountFile: accountFileEn,
  accountLife: accountLifeEn,
  accounts: accountsEn,
  admin: adminEn,
  ai: aiEn,
  bulk: bulkEn,
  calendar: calendarEn,
  common: commonEn,
  companies: companiesEn,
  contacts: contactsEn,
  dashboard: dashboardEn,
  duplicates: duplicatesEn,
  errors: errorsEn,
  exports: exportsEn,
  forms: formsEn,
  history: historyEn,
  imports: importsEn,
  interactions: interactionsEn,
  jobs: jobsEn,
  keepInTouch: keepInTouchEn,
  landing: landingEn,
  layout: layoutEn,
  lookBack: lookBackEn,
  mail: mailEn,
  mailComposer: mailComposerEn,
  mailDrop: mailDropEn,
  mailLog: mailLogEn,
  sample: sampleEn,
  merge: mergeEn,
  morningMail: morningMailEn,
  personData: personDataEn,
  quickAdd: quickAddEn,
  savedViews: savedViewsEn,
  search: searchEn,
  shortcuts: shortcutsEn,
  tags: tagsEn,
  tasks: tasksEn,
  today: todayEn,
  trash: trashEn,
};

export type English = typeof en;

const pl: Polish<English> = {
  accountFile: accountFilePl,
  accountLife: accountLifePl,
  accounts: accountsPl,
  admin: adminPl,
  ai: aiPl,
  bulk: bulkPl,
  calendar: calendarPl,
  common: commonPl,
  companies: companiesPl,
  contacts: contactsPl,
  dashboard: dashboardPl,
  duplicates: duplicatesPl,
  errors: errorsPl,
  exports: exportsPl,
  forms: formsPl,
  history: historyPl,
  imports: importsPl,
  interactions: interactionsPl,
  jobs: jobsPl,
  keepInTouch: keepInTouchPl,
  landing: landingPl,
  layout: layoutPl,
  lookBack: lookBackPl,
  mail: mailPl,
  mailComposer: mailComposerPl,
  mailDrop: mailDropPl,
  mailLog: mailLogPl,
  sample: samplePl,
  merge: mergePl,
  morningMail: morningMailPl,
  personData: personDataPl,
  quickAdd: quickAddPl,
  savedViews: savedViewsPl,
  search: searchPl,
  shortcuts: shortcutsPl,
  tags: tagsPl,
  tasks: tasksPl,
  today: todayPl,
  trash: trashPl,
};

export const catalogs = { en, pl };

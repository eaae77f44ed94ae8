import { join } from 'node:path';
import express, { type Express } from 'express';
import { accountsRouter } from './account/accounts.router.ts';
import { accountDataRouter } from './accountFile/accountData.router.ts';
import { activityRouter } from './activity/activity.router.ts';
import { recordHistoryRouter } from './activity/recordHistory.router.ts';
import { adminRouter } from './admin/admin.router.ts';
import { aiRouter } from './ai/ai.router.ts';
import { aiState } from './ai/aiState.ts';
import { forcePasswordChange } from './auth/forcePasswordChange.ts';
import { authentication } from './auth/passport.ts';
import { sessionAccount, UserSessionStore } from './auth/sessionStore.ts';
import { bulkRouter } from './bulk/bulk.router.ts';
import { calendarRouter } from './calendar/calendar.router.ts';
import { eventDownloadRouter } from './calendarFeed/eventDownload.router.ts';
import { feedRouter } from './calendarFeed/feed.router.ts';
import { feedSettingsRouter } from './calendarFeed/feedSettings.router.ts';
import { companiesRouter } from './companies/companies.router.ts';
import { companyPageRouter } from './companyPage/companyPage.router.ts';
import type { Config } from './config.ts';
import { contactPageRouter } from './contactPage/contactPage.router.ts';
import { contactsRouter } from './contacts/contacts.router.ts';
import { packageRoot } from './core/packageRoot.ts';
import { dashboardRouter } from './dashboard/dashboard.router.ts';
import { followUpRouter } from './dashboard/followUp.router.ts';
import type { Database } from './db/client.ts';
import { domainLocals } from './domainLocals.ts';
import { duplicatesRouter } from './duplicates/duplicates.router.ts';
import { companyExportRouter } from './export/companyExport.router.ts';
import { contactExportRouter } from './export/contactExport.router.ts';
import { describeCompanyFilters, describeContactFilters } from './export/describeFilters.ts';
import { shareContactRouter } from './export/shareContact.router.ts';
import { serveAssets } from './http/assets.ts';
import { readCookies } from './http/cookies.ts';
import { cspReports } from './http/cspReports.ts';
import { csrf, deferBodyErrors, skipForGet } from './http/csrf.ts';
import { errorHandler } from './http/errorHandler.ts';
import { notFound } from './http/errors.ts';
import { ownFormsOnly, restoreDraft } from './http/forms/formDraft.ts';
import { healthRouter } from './http/health.ts';
import { prefetch } from './http/prefetch.ts';
import { limitSaves } from './http/rateLimits.ts';
import { requestLog } from './http/requestLog.ts';
import { requestTimeout } from './http/requestTimeout.ts';
import { pathsOnly, privatePages, productionRules, securityHeaders } from './http/security.ts';
import { securityTxt } from './http/securityTxt.ts';
import { requireLogin, sessions } from './http/session.ts';
import { viewEngine } from './http/viewEngine.ts';
import { viewLocals } from './http/viewLocals.ts';
import { importsRouter } from './imports/imports.router.ts';
import { interactionsRouter } from './interactions/interactions.router.ts';
import { landingRouter } from './landing/landing.router.ts';
import { lookBackRouter } from './lookBack/lookBack.router.ts';
import { composeRouter } from './mailComposer/compose.router.ts';
import { templatesRouter } from './mailComposer/templates.router.ts';
import { dropAddressRouter } from './mailDrop/dropAddress.router.ts';
import { mailLogRouter } from './mailLog/mailLog.router.ts';
import { mergeRouter } from './merge/merge.router.ts';
import { redirectMerged } from './merge/redirectMerged.ts';
import { unmergeRouter } from './merge/unmerge.router.ts';
import { oneClickUnsubscribe } from './morningMail/unsubscribe.router.ts';
import { personDataRouter } from './personData/personData.router.ts';
import { quickAddRouter } from './quickAdd/quickAdd.router.ts';
import { sampleRouter } from './sample/sample.router.ts';
import { savedViewsRouter } from './savedViews/savedViews.router.ts';
import { searchRouter } from './search/search.router.ts';
import { shortcutsRouter } from './shortcuts/shortcuts.router.ts';
import { tagsRouter } from './tags/tags.router.ts';
import { taskBadge } from './tasks/taskBadge.ts';
import { tasksRouter } from './tasks/tasks.router.ts';
import { offerRestore } from './trash/offerRestore.ts';
import { trashRouter } from './trash/trash.router.ts';
import { uploads } from './uploads.ts';
import { urls } from './urls.ts';

interface AppDependencies {
  config: Config;
  database: Database;
  /** Replaced in tests. */
  clock?: () => Date;
}

/** Every middleware and router in the order in which a request meets them. */
export function createApp({ config, database, clock = () => new Date() }: AppDependencies): Express {
  const app = express();
  const renderView = viewEngine(join(packageRoot, 'views'), !config.debug);
  Object.assign(app, { config, database, clock, renderView });
  app.set('trust proxy', config.production ? 1 : false);
  app.disable('x-powered-by');
  // A page contains a token of its own, so its hash would never match.
  app.disable('etag');

  app.use(requestLog(), securityHeaders(config), readCookies, viewLocals(domainLocals), requestTimeout(), pathsOnly);
  app.use(healthRouter);
  app.use(productionRules(config));
  app.use(serveAssets(), cspReports());
  app.get(urls.securityTxt(), securityTxt);
  app.use(feedRouter);
  // Before anything that needs the database, so that a form can be given back when it is down.
  app.use(skipForGet(deferBodyErrors(express.urlencoded({ extended: false, limit: '1mb' }))));
  app.use('/accounts/morning-mail/stop', oneClickUnsubscribe);
  app.use(sessions(new UserSessionStore(database.pool, clock), config));
  app.use(authentication(), privatePages, prefetch);
  // After the session, so that a refused form is answered in the user's language and navigation.
  app.use(skipForGet(uploads()), csrf(config));
  app.use(limitSaves(config.limits), ownFormsOnly, restoreDraft, forcePasswordChange);
  app.use(
    taskBadge((req) => sessionAccount(req)?.due),
    aiState,
  );

  app.use(landingRouter);
  app.use('/accounts', accountsRouter);
  app.use(requireLogin);
  app.use('/accounts/data', accountDataRouter);
  app.use('/dashboard', dashboardRouter);
  app.use('/look-back', lookBackRouter);
  app.use(interactionsRouter);
  app.use('/contacts/import', importsRouter);
  app.use(
    '/contacts',
    savedViewsRouter('contacts', describeContactFilters),
    bulkRouter('contacts'),
    contactExportRouter,
    shareContactRouter,
  );
  app.use('/contacts', contactsRouter, contactPageRouter, personDataRouter, composeRouter);
  app.use(
    '/companies',
    savedViewsRouter('companies', describeCompanyFilters),
    bulkRouter('companies'),
    companyExportRouter,
  );
  app.use('/companies', companiesRouter, companyPageRouter);
  app.use('/tags', tagsRouter);
  app.use('/tasks', tasksRouter, followUpRouter);
  app.use('/calendar', feedSettingsRouter, calendarRouter);
  app.use(eventDownloadRouter);
  app.use('/ai', aiRouter);
  app.use('/mail/templates', templatesRouter);
  app.use('/mail/drop', dropAddressRouter);
  app.use('/mail', mailLogRouter);
  app.use('/search', searchRouter);
  app.use('/quick-add', quickAddRouter);
  app.use('/shortcuts', shortcutsRouter);
  app.use('/trash', trashRouter);
  app.use('/activity', activityRouter);
  app.use(recordHistoryRouter, mergeRouter, unmergeRouter);
  app.use('/duplicates', duplicatesRouter);
  app.use('/sample', sampleRouter);
  app.use('/admin', adminRouter);

  app.use(notFound, redirectMerged, offerRestore, errorHandler);
  return app;
}

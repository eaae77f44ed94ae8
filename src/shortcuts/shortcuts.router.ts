import { Router } from 'express';
import { flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { oneOf } from '../validation/queryFields.ts';
import { setShortcuts } from './shortcuts.service.ts';

/**
 * Lists the shortcuts and turns them off and on. For scripts (`X-Fragment: dialog`) the list comes without the layout.
 */
export const shortcutsRouter = Router();

interface Locals {
  back: string | undefined;
}

const pageView = page<Locals>('shortcuts/page');
const dialogView = fragment<Locals & { title: string }>('shortcuts/dialog');

const state = oneOf(['on', 'off']);

shortcutsRouter.get('/', (req, res) => {
  const title: string = res.locals.t('shortcuts.title');
  const back = returnPath(req);
  res.vary('X-Fragment');
  if (req.get('x-fragment') === 'dialog') return dialogView(res, { title, back });
  pageView(res, { title, section: 'none', back });
});

shortcutsRouter.post('/', async (req, res) => {
  const user = signedInUser(req);
  // The form says which state it wants, so that sending it twice changes nothing; without it the state is toggled.
  const requested = state.parse(req.body?.shortcuts);
  const shortcuts = requested ? requested === 'on' : !user.shortcuts;
  await setShortcuts(getDatabase(req), user.id, shortcuts);
  flash(req, 'success', shortcuts ? 'shortcuts.flash.on' : 'shortcuts.flash.off');
  res.redirect(303, returnPath(req) ?? urls.shortcuts());
});

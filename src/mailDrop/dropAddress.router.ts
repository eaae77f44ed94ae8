import { type Request, type Response, Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, ownedDb, signedInUser } from '../http/request.ts';
import { noStore } from '../http/security.ts';
import type { DropSettings } from '../mailSettings.ts';
import { urls } from '../urls.ts';
import { dropAddress } from './dropAddress.ts';
import { type DropState, getDropState, renewDropToken, stopDropAddress } from './dropPreferences.service.ts';

/** `/mail/drop/`: the private address to which an owner forwards emails. Without IMAP_URL there is none. */
export const dropAddressRouter = Router();

interface Locals extends Omit<DropState, 'token'> {
  /** Empty while it is off. */
  address: string;
}

const view = page<Locals>('mailDrop/address');
const confirmView = page<{ act: 'renew' | 'stop'; action: string }>('mailDrop/confirm');

dropAddressRouter.use(noStore);

dropAddressRouter.get('/', async (req, res) => {
  const { address: mailbox } = dropSettings(req);
  const { token, ...state } = await getDropState(ownedDb(req), currentTime(req));
  const address = token === '' ? '' : dropAddress(mailbox, signedInUser(req).id, token);
  view(res, { title: res.locals.t('mailDrop.title'), section: 'contacts', address, ...state });
});

/** Creates the first address, or a new one in place of it. */
dropAddressRouter.post(['/', '/renew'], async (req, res) => {
  dropSettings(req);
  await renewDropToken(ownedDb(req));
  done(req, res, 'mailDrop.flash.on');
});

dropAddressRouter.get('/renew', (req, res) => showConfirm(req, res, 'renew', urls.mailDropRenew()));

dropAddressRouter.get('/stop', (req, res) => showConfirm(req, res, 'stop', urls.mailDropStop()));

dropAddressRouter.post('/stop', async (req, res) => {
  dropSettings(req);
  await stopDropAddress(ownedDb(req));
  done(req, res, 'mailDrop.flash.off');
});

function showConfirm(req: Request, res: Response, act: 'renew' | 'stop', action: string): void {
  dropSettings(req);
  confirmView(res, { title: res.locals.t(`mailDrop.confirm.${act}`), section: 'contacts', act, action });
}

function done(req: Request, res: Response, key: 'mailDrop.flash.on' | 'mailDrop.flash.off'): void {
  flash(req, 'success', key);
  res.redirect(303, urls.mailDropAddress());
}

function dropSettings(req: Request): DropSettings {
  const { drop } = getConfig(req);
  if (!drop) throw new HttpError(404);
  return drop;
}

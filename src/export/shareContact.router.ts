import { Router } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { type QrCode, qrCode } from '../core/qrCode.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { type ExportedContact, readContacts } from './exportedContacts.service.ts';
import { type ShortCard, shortVcard } from './shortVcard.ts';

/** `/contacts/7/qr/`: a person's card as a code to scan. */
export const shareContactRouter = Router();

interface ShareLocals {
  contact: ExportedContact;
  name: string;
  card: ShortCard;
  qr: QrCode;
  /** The list that the contact was opened from. */
  listPath: string | undefined;
}

const shareView = page<ShareLocals>('exports/share');

shareContactRouter.get('/:id/qr', async (req, res) => {
  const [contact] = await readContacts(ownedDb(req), [idParam(req)]);
  if (!contact) throw new RowNotFoundError();
  const name = fullName(contact);
  const card = shortVcard(contact);
  const title = res.locals.t('exports.share.title', { name });
  shareView(res, {
    title,
    section: 'contacts',
    contact,
    name,
    card,
    qr: qrCode(card.vcard),
    listPath: returnPath(req),
  });
});

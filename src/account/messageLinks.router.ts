import { Router } from 'express';
import { z } from 'zod';
import { flash } from '../http/flash.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { upsertProfile } from '../users/profile.service.ts';
import { checkbox } from '../validation/formFields.ts';

/** `/accounts/message-links`: which links the page of a contact has for a mobile number. */
export const messageLinksRouter = Router();

const MessageLinksSchema = z.object({ sms_links: checkbox.catch(false), whatsapp_links: checkbox.catch(false) });
const settingsPath = () => `${urls.profile()}#message-links`;

// After an error the browser's address is that of the POST; reloading it must not be a 404.
messageLinksRouter.get('/', (_req, res) => res.redirect(303, settingsPath()));

messageLinksRouter.post('/', async (req, res) => {
  const settings = MessageLinksSchema.parse(req.body ?? {});
  await upsertProfile(getDatabase(req).prisma, signedInUser(req).id, settings);
  flash(req, 'success', 'contacts.messageLinks.saved');
  res.redirect(303, settingsPath());
});

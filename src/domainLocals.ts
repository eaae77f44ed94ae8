import { fullName } from './contacts/contactName.ts';
import { mailHref, telHref } from './contacts/reach.ts';
import { interactionIcons } from './interactions/icons.ts';
import { badgeText, dueSentence } from './tasks/taskBadge.ts';

/** What every view can use of the domains, beside what http/locals.ts gives: the same for all requests. */
export const domainLocals = { fullName, telHref, mailHref, interactionIcons, badgeText, dueSentence };

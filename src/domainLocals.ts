import { fullName } from './contacts/contactName.ts';

/** What every view can use of the domains, beside what http/locals.ts gives: the same for all requests. */
export const domainLocals = { fullName };

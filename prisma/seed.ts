// `npx prisma db seed`: makes the first staff user from ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD, or brings that user
// up to them. A name taken by somebody who registered becomes the owner's: password and email are set, old sessions end.
import { printLines, runCommand } from '../src/core/runCommand.ts';
import { seedAdmin } from '../src/users/seedAdmin.ts';

await runCommand(async () => printLines([await seedAdmin(process.env)]));

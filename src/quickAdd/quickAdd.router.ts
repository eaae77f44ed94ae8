import { Router } from 'express';
import { quickContactRouter } from './quickContact.router.ts';
import { quickNoteRouter } from './quickNote.router.ts';
import { quickTaskRouter } from './quickTask.router.ts';

/** Forms for a contact, a note or a task; for the dialog (`X-Fragment: dialog`) without the layout. */
export const quickAddRouter = Router();

quickAddRouter.use(quickContactRouter, quickNoteRouter, quickTaskRouter);

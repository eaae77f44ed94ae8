import { Router } from 'express';
import { quickContactRouter } from './quickContact.router.ts';
import { quickNoteRouter } from './quickNote.router.ts';
import { quickTaskRouter } from './quickTask.router.ts';

/** A contact, a note or a task from wherever one is; for scripts (`X-Fragment: dialog`) the forms without the layout. */
export const quickAddRouter = Router();

quickAddRouter.use(quickContactRouter, quickNoteRouter, quickTaskRouter);

import type { landing as en } from '../en/landing.ts';
import type { Polish } from '../polish.ts';

export const landing: Polish<typeof en> = {
  title: 'Wiesz, do kogo dziś zadzwonić',
};

import type { dashboard as en } from '../en/dashboard.ts';
import type { Polish } from '../polish.ts';

export const dashboard: Polish<typeof en> = {
  title: 'Dzisiaj',
};

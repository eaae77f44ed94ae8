import type {
  ContactStatus,
  InteractionType,
  TagColor,
  TaskPriority,
  TaskRepeat,
  TaskStatus,
} from '../db/generated/client.ts';
import type { Locale } from '../i18n/translate.ts';

type Translated = Record<Locale, string>;

export interface SampleTag {
  key: string;
  color: TagColor;
  name: Translated;
  keepInTouchDays: number | null;
}

export interface SampleCompany {
  key: string;
  name: string;
  website: string;
  industry: Translated;
  address: string;
  tags: string[];
  notes: Translated;
}

/** The kinds of further emails and phones that somebody has. */
type SamplePoint = 'h' | 'w' | 'e';

export interface SamplePerson {
  key: string;
  first_name: string;
  last_name: string;
  company: string;
  status: ContactStatus;
  addedDaysAgo: number;
  hasPhone: boolean;
  hasEmail: boolean;
  position: Translated;
  tags: string[];
  isStarred: boolean;
  /** Days from today. */
  birthdayIn: number | undefined;
  birthYear: string;
  points: SamplePoint[];
  source: Translated;
  address: string;
  keepInTouchDays: number | null;
}

export interface SampleInteraction {
  person: string;
  daysAgo: number;
  time: string;
  type: InteractionType;
  content: Translated;
}

export interface SampleTask {
  person: string;
  /** Days from today; undefined without a date, or when completed. */
  day: number | undefined;
  doneDaysAgo: number | undefined;
  time: string;
  priority: TaskPriority;
  repeat: TaskRepeat;
  status: TaskStatus;
  title: Translated;
}

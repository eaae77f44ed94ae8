import { viewableKinds } from './admin/recordAccess.service.ts';
import { userRoles, userSorts, userStates } from './admin/users.schema.ts';
import { tones } from './ai/email.schema.ts';
import { summarySections } from './ai/summary.schema.ts';
import { taxIdText } from './companies/taxId.ts';
import { birthdayText } from './contacts/birthday.ts';
import { mailHref, mapHref, telHref } from './contacts/contactLinks.ts';
import { fullName, saysName } from './contacts/contactName.ts';
import { contactPointLabels, readContactPoints } from './contacts/contactPoints.ts';
import { contactSorts, contactStatuses, untouchedYears } from './contacts/contacts.schema.ts';
import { nextStep, nextSteps } from './contacts/nextStep.ts';
import { blankFollowUp } from './dashboard/followUp.schema.ts';
import { maxCountedGroups } from './db/sql/duplicateGroups.ts';
import { tableNames } from './export/tables.service.ts';
import { locales } from './i18n/translate.ts';
import { interactionIcons } from './interactions/interactionIcons.ts';
import { nextChoices } from './interactions/interactions.schema.ts';
import { foldedPreview, isEdited } from './interactions/timeline.ts';
import { rhythms, rhythmText } from './keepInTouch/rhythm.ts';
import { snoozes } from './keepInTouch/snooze.schema.ts';
import { mailChoices, mailDirections } from './mailLog/mailReview.schema.ts';
import { quickDues, quickNexts } from './quickAdd/quickAdd.schema.ts';
import { postponeDates } from './tasks/postponeDates.ts';
import { badgeText, dueSentence } from './tasks/taskBadge.ts';
import { taskPriorities, taskRepeats, taskStatuses } from './tasks/tasks.schema.ts';
import { retentionDays } from './trash/retention.ts';
import { minPasswordLength } from './users/password.ts';
import { signUpModes } from './users/signUps.service.ts';

/** The values that the schemas accept, in the order in which forms offer them. */
const choices = {
  contactStatuses,
  contactPointLabels,
  contactSorts,
  nextSteps,
  nextChoices,
  mailChoices,
  mailDirections,
  taskStatuses,
  taskPriorities,
  taskRepeats,
  quickNexts,
  quickDues,
  tones,
  summarySections,
  locales,
  tableNames,
  untouchedYears,
  rhythms,
  snoozes,
  signUpModes,
  viewableKinds,
  userStates,
  userRoles,
  userSorts,
};

/** What views need of the domains, besides the locals of http/viewLocals.ts. */
export const domainLocals = {
  choices,
  minPasswordLength,
  fullName,
  saysName,
  readContactPoints,
  birthdayText,
  telHref,
  mailHref,
  mapHref,
  taxIdText,
  nextStep,
  interactionIcons,
  foldedPreview,
  isEdited,
  badgeText,
  dueSentence,
  retentionDays,
  postponeDates,
  blankFollowUp,
  maxCountedGroups,
  rhythmText,
};

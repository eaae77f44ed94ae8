import { addPasswordToggles, reportTimeZone, revealWhenChanged } from './accounts.ts';
import { startAi } from './ai.ts';
import { startComposers } from './composer.ts';
import { enableCopyButtons } from './copyButtons.ts';
import { startDuplicateHints } from './duplicateHints.ts';
import { startFileFields } from './fileFields.ts';
import { focusErrorSummary, preventDoubleSubmit } from './forms.ts';
import { startBackLinks, startMenus } from './menus.ts';
import { startPalette } from './palette.ts';
import { startPickers } from './picker.ts';
import { startQuickAdd } from './quickAdd.ts';
import { startShortcuts } from './shortcuts.ts';
import { startStatusMenu } from './statusMenu.ts';
import { startTaskRows } from './taskRows.ts';
import { startToday } from './today.ts';
import { warnOfUnsavedChanges } from './unsavedChanges.ts';

// Every page works without scripts: each of these only adds to it.
startMenus();
startBackLinks();
// Before preventDoubleSubmit, since they handle the forms of tasks themselves.
startToday();
startTaskRows();
startStatusMenu();
startAi();
enableCopyButtons(document);
preventDoubleSubmit();
focusErrorSummary();
warnOfUnsavedChanges();
addPasswordToggles();
revealWhenChanged();
reportTimeZone();
startFileFields();
startPickers();
startDuplicateHints();
startComposers();
startQuickAdd();
startPalette();
startShortcuts();

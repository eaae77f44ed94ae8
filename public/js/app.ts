import { askWhenChanged, showPasswords, tellTimeZone } from './accounts.ts';
import { startAi } from './ai.ts';
import { startComposers } from './composer.ts';
import { guardDoubleSubmit } from './forms.ts';
import { startLookalikes } from './lookalikes.ts';
import { closeMenus, goBack } from './menus.ts';
import { startPalette } from './palette.ts';
import { startPickers } from './picker.ts';
import { startQuickAdd } from './quickAdd.ts';
import { startShortcuts } from './shortcuts.ts';
import { quickenTasks } from './tasks.ts';
import { warnOfUnsaved } from './unsaved.ts';

// Each of these adds to pages that work without: nothing here may be needed.
closeMenus();
goBack();
quickenTasks();
startAi();
guardDoubleSubmit();
warnOfUnsaved();
showPasswords();
askWhenChanged();
tellTimeZone();
startPickers();
startLookalikes();
startComposers();
startQuickAdd();
startPalette();
startShortcuts();

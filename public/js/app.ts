import { showPasswords, tellTimeZone } from './accounts.ts';
import { guardDoubleSubmit } from './forms.ts';
import { startLookalikes } from './lookalikes.ts';
import { closeMenus, goBack } from './menus.ts';
import { startPickers } from './picker.ts';
import { warnOfUnsaved } from './unsaved.ts';

// Each of these adds to pages that work without: nothing here may be needed.
closeMenus();
goBack();
guardDoubleSubmit();
warnOfUnsaved();
showPasswords();
tellTimeZone();
startPickers();
startLookalikes();

import { guardDoubleSubmit } from './forms.ts';
import { closeMenus, goBack } from './menus.ts';
import { warnOfUnsaved } from './unsaved.ts';

// Each of these adds to pages that work without: nothing here may be needed.
closeMenus();
goBack();
guardDoubleSubmit();
warnOfUnsaved();

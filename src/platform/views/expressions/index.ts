import { chartHelpers } from './charts.js';
import { htmlHelpers } from './html.js';
import { logicHelpers } from './logic.js';
import { textHelpers } from './texts.js';

export const helpers = { ...logicHelpers, ...textHelpers, ...htmlHelpers, ...chartHelpers };

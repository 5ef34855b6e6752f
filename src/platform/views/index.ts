export { assetPath, assetsFolder } from './assets.js';
export { drawnPart } from './drawn-part.js';
export { compileViews, renderView } from './engine.js';
export { type Formats, formatsFor } from './formats.js';
export { isLocalPath, localPath } from './local-path.js';
export type { PageContext } from './page-context.js';
export { BadTemplate, viewsFolder } from './templates.js';

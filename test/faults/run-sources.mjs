import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import '../../src/tabular/typescript-hook.mjs';

/** Lets Node run the processes of the product from their sources, decorators and all, as the build would compile them. */
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: false });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

import { registerHooks } from 'node:module';

/**
 * Lets Node run the TypeScript sources as they are: `./x.js` finds `./x.ts`. Loaded by `--import` for caged children
 * under tests and by bench scripts; compiled code never needs it.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
      try {
        return next(`${specifier.slice(0, -3)}.ts`, context);
      } catch {
        return next(specifier, context);
      }
    }
    return next(specifier, context);
  },
});

import { registerHooks } from 'node:module';

/**
 * Lets Node run the TypeScript sources as they are: `./x.js` finds `./x.ts`. Loaded by `--import` for caged children
 * under tests and by bench scripts; compiled code never needs it.
 */
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('file:') || (specifier.startsWith('.') && context.parentURL?.endsWith('.ts'));
    if (ours && specifier.endsWith('.js')) {
      try {
        return next(`${specifier.slice(0, -3)}.ts`, context);
      } catch {
        return next(specifier, context);
      }
    }
    return next(specifier, context);
  },
});

export * from './app-error.js';
export * from './actor.js';
export * from './clock.js';

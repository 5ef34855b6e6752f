export * from './data-source.js';
export * from './migrate.js';
export * from './outage.rules.js';
export * from './scope.js';
export * from './unit-of-work.js';
export * from './embedded/embedded-postgres.js';
export * from './row-security.js';
export * from './stale-holders.js';

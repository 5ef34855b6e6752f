export * from './coverage-date.rules.js';
export * from './coverage-date.sql.js';
export * from './programme.rules.js';

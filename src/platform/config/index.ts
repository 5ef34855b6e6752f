export * from './config.js';
export * from './development-secrets.js';

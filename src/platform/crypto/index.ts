export * from './envelope.js';
export * from './keyring.js';
export * from './workspace-keys.js';

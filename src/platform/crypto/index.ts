export * from './envelope.js';
export * from './field-marks.js';
export * from './keyring.js';
export * from './workspace-keys.js';

export { Audit } from './audit.js';
export { AuditModule } from './audit.module.js';
export { ChainCheck, type ChainReport } from './chain-check.js';
export { Checkpoints } from './checkpoints.js';
export { type AuditDetail, type AuditEntry, NO_WORKSPACE } from './event.js';

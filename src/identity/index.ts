export { Accounts } from './accounts.service.js';
export { ApiKeys, type NewKey } from './api-keys.service.js';
export { IdentityModule } from './identity.module.js';

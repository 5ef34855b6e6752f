export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-workspaces.js';
export { Demo } from './make-demo.js';

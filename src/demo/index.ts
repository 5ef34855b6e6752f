export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-workspaces.js';
export { makeDemo } from './make-demo.js';

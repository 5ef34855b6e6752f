export * from './boss.js';
export * from './queue.js';
export * from './queues.js';
export * from './worker-loop.js';

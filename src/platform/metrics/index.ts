export * from './process-metrics.js';

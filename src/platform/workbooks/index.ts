export * from './workbook-stream.js';
export { zipStream, type ZipEntry } from './zip-stream.js';

import express, { type RequestHandler } from 'express';
import { assetsFolder } from '../views/index.js';

/** Built files carry a fingerprint in their name, so browsers may keep them for ever. No session is looked up for them. */
export function staticFiles(): RequestHandler {
  return express.static(assetsFolder, { immutable: true, maxAge: '365d', index: false, fallthrough: false });
}

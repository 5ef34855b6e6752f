import express, { type Request, type RequestHandler, type Response } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assetsFolder } from '../views/index.js';

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/** Built files carry a fingerprint in their name, so browsers may keep them for ever. No session is looked up for them. */
export function staticFiles(): RequestHandler {
  const files = express.static(assetsFolder, { immutable: true, maxAge: '365d', index: false, fallthrough: false });
  return (req, res, next) => {
    preferCompressed(req, res);
    files(req, res, next);
  };
}

/** bin/assets.mjs leaves a `.br` and a `.gz` beside each text file: the one the browser takes is sent in its place. */
function preferCompressed(req: Request, res: Response): void {
  const [, ending = ''] = /^\/[\w.-]+\.(css|js|svg|json)$/.exec(req.path) ?? [];
  if (ending === '') return;
  res.vary('Accept-Encoding');
  const taken = req.acceptsEncodings(encodings.map(({ name }) => name));
  const encoding = encodings.find(({ name }) => name === taken);
  if (!encoding || !existsSync(join(assetsFolder, `${req.path}${encoding.ending}`))) return;
  req.url = `${req.path}${encoding.ending}`;
  res.setHeader('Content-Encoding', encoding.name);
  res.type(ending);
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { errorWithoutDetail, makeLogger, requestLog } from '../../../src/platform/web/logging.js';
import { identifyRequest } from '../../../src/platform/web/request-identity.js';

describe('log lines', () => {
  it('tell the route, the outcome and the number of a request, and nothing that it carried', async () => {
    const lines: string[] = [];
    const app = express();
    app.use(identifyRequest, requestLog(makeLogger('info', { write: (line) => void lines.push(line) })));
    app.get('/invitations/:token', (_req, res) => void res.status(410).end());
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/invitations/TOKENTOKEN?q=3201010101800001`, {
      headers: { cookie: 'sinergi=COOKIE', authorization: 'Bearer KEYKEY', 'x-request-id': 'request-1' },
    });
    await new Promise((resolve) => server.close(resolve));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/TOKENTOKEN|3201010101800001|COOKIE|KEYKEY/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: 'request-1',
      method: 'GET',
      route: '/invitations/:token',
      status: 410,
    });
    expect(lines[0]?.match(/"route"/g)).toHaveLength(1);
  });

  it('keep only the code of what the database said', () => {
    const error = Object.assign(new Error('Key (nik)=(3201010101800001)'), {
      code: '23505',
      detail: '3201010101800001',
    });
    expect(JSON.stringify(errorWithoutDetail(error))).not.toContain('3201010101800001');
  });
});

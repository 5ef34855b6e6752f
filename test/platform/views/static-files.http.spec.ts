import express from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { assetPath } from '../../../src/platform/views/index.js';
import { staticFiles } from '../../../src/platform/web/static-files.js';

const app = express().use('/assets', staticFiles());

describe('built files', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('to a browser that takes %s travel as %s', async (accepted, encoding) => {
    const answer = await request(app).get(assetPath('app.css')).set('Accept-Encoding', accepted).buffer(false);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toMatch(/^text\/css/);
    expect(answer.headers['cache-control']).toMatch(/immutable/);
    expect(answer.headers.vary).toMatch(/Accept-Encoding/);
  });

  test('the font travels as it is, and what is not there is not there', async () => {
    const font = await request(app).get(assetPath('font.woff2')).set('Accept-Encoding', 'br').buffer(false);
    expect([font.status, font.headers['content-encoding']]).toEqual([200, undefined]);
    expect((await request(app).get('/assets/nothing.css')).status).toBe(404);
    expect((await request(app).get('/assets/..%2f..%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
  });
});

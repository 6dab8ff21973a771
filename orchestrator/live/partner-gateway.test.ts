/** What comes of a call, at a server of our own: an answer as it is, or that there was none. A call never rejects. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { NO_ANSWER } from '#orchestrator/middleware/status';
import { httpGateway } from './partner-gateway.ts';

let server: Server | null = null;

afterEach(async () => {
  server?.closeAllConnections();
  if (server?.listening) await once(server.close(), 'close');
  server = null;
});

async function calling(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const gateway = httpGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return gateway({ to: '7', id: '0/12', body: { kind: 'x' } });
}

test.each([
  [200, {}, null],
  [409, {}, null],
  [429, { 'retry-after': '3' }, 3_000],
  [503, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }, null],
])('an answer of %d with %j is what it is', async (status, headers, retryAfterMs) => {
  const answer = await calling((_request, response) => response.writeHead(status, headers).end('text'));
  expect(answer).toEqual({ status, retryAfterMs });
});

test('carries its idempotency key to the partner it is for', async () => {
  let seen: unknown;
  await calling((request, response) => {
    seen = [request.method, request.url, request.headers['idempotency-key']];
    response.end();
  });
  expect(seen).toEqual(['POST', '/7', '0/12']);
});

test('hung up on, or with nobody there, nobody knows what became of it', async () => {
  const nobodyKnows = { status: NO_ANSWER, retryAfterMs: null };
  expect(await calling((request) => request.socket.destroy())).toEqual(nobodyKnows);
  const { port } = server!.address() as AddressInfo;
  server!.closeAllConnections();
  await once(server!.close(), 'close');
  const call = { to: '7', id: '0/13', body: null };
  expect(await httpGateway(`http://127.0.0.1:${port}`)(call)).toEqual(nobodyKnows);
});

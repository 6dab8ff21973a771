/**
 * A carrier's web API served by msw handlers, called by `getResponse`: no server, no socket, no patched `fetch`.
 *
 * 1. One handler an endpoint; what no handler matches is answered 404, and a body that is no JSON object 400.
 * 2. msw draws a request id when it is called. It decides nothing, and is drawn from a constant here.
 */
import { createHmac } from 'node:crypto';
import { getResponse, http, HttpResponse as Reply, type RequestHandler } from 'msw';
import type { ApiCodec, Serve } from '#mock-systems/api/codec';
import type {
  HttpResponse,
  JsonObject,
  RestRequest,
  RestResponse,
} from '#orchestrator/contracts/rest-payloads';

const ORIGIN = 'https://carrier.test';
const POSTED = [
  '/tokens',
  '/loads/:load/tenders',
  '/loads/:load/pickups',
  '/loads/:load/releases',
  '/loads/:load/status-requests',
  '/loads/:load/expedites',
  '/loads/:load/holds',
  '/loads/:load/hand-overs',
  '/loads/:load/invoice-requests',
  '/invoices/:invoice/disputes',
  '/shipments/:shipment/claims',
];

export const apiCodec: ApiCodec = {
  respond: async ({ method, path, headers, body }, serve) => {
    const request = new Request(`${ORIGIN}${path}`, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
    });
    const response = await withoutRandomness(() => getResponse([...handlersOf(serve)], request));
    return response === undefined ? { status: 404, headers: [], body: '{}' } : textOf(response);
  },
  writeEvent: (event) => JSON.stringify(event),
  sign: (secret, id, timestampSeconds, text) =>
    createHmac('sha256', secret).update(`${id}.${timestampSeconds}.${text}`).digest('hex'),
};

/** Making handlers takes longer than calling them. */
const HANDLERS = new WeakMap<Serve, readonly RequestHandler[]>();

function handlersOf(serve: Serve): readonly RequestHandler[] {
  const known = HANDLERS.get(serve);
  if (known !== undefined) return known;
  const made = handlersFor(serve);
  HANDLERS.set(serve, made);
  return made;
}

function handlersFor(serve: Serve): readonly RequestHandler[] {
  const served =
    (method: RestRequest['method']) =>
    async ({ request }: { readonly request: Request }): Promise<Response> => {
      const body = await bodyOf(request);
      if (body === null) return replyOf({ status: 400, retryAfterSeconds: null, body: { error: 'no JSON' } });
      const path = new URL(request.url).pathname;
      const idempotencyKey = request.headers.get('idempotency-key') ?? '';
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      const call = { method, path, idempotencyKey, body };
      return replyOf(serve(token === undefined ? call : { ...call, token }));
    };
  return [
    ...POSTED.map((path) => http.post(`${ORIGIN}${path}`, served('POST'))),
    http.delete(`${ORIGIN}/loads/:load/tenders/:attempt`, served('DELETE')),
    http.delete(`${ORIGIN}/loads/:load/holds/:attempt`, served('DELETE')),
  ];
}

async function bodyOf(request: Request): Promise<JsonObject | null> {
  try {
    const body: unknown = await request.json();
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as JsonObject) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function replyOf({ status, retryAfterSeconds, body }: RestResponse): Response {
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
  return Reply.json(body, { status, headers });
}

async function textOf(response: Response): Promise<HttpResponse> {
  const headers = [...response.headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  return { status: response.status, headers, body: await response.text() };
}

/** For the call itself, which is where the id is drawn; what it promises runs with everything as it was. */
function withoutRandomness<T>(call: () => T): T {
  const { random } = Math;
  Math.random = () => 0.5;
  try {
    return call();
  } finally {
    Math.random = random;
  }
}

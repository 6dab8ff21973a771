/**
 * The core's JSON over HTTP: calls as text, responses and events from text.
 *
 * 1. Nothing throws on a partner's text. A response without JSON keeps its status, which is all that a core acts on; an event
 *    without JSON is none.
 */
import type {
  HttpRequest,
  HttpResponse,
  Json,
  JsonObject,
  RestEvent,
  RestRequest,
  RestResponse,
} from '../../contracts/rest-payloads.ts';

const BEARER = 'Bearer ';

export function encodeRequest({ method, path, idempotencyKey, token, body }: RestRequest): HttpRequest {
  return {
    method,
    path,
    headers: [
      ['content-type', 'application/json'],
      ['idempotency-key', idempotencyKey],
      ...(token === undefined ? [] : [['authorization', `${BEARER}${token}`] as const]),
    ],
    body: JSON.stringify(body),
  };
}

export function decodeResponse({ status, headers, body }: HttpResponse): RestResponse {
  const retryAfter = headers.find(([name]) => name === 'retry-after')?.[1] ?? null;
  const retryAfterSeconds = retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null;
  return { status, retryAfterSeconds, body: objectOf(body) ?? {} };
}

/** @returns null for a text that is no event */
export function decodeEvent(text: string): RestEvent | null {
  const read = objectOf(text);
  const data = asObject(read?.data);
  if (read === null || data === null) return null;
  const { id, type } = read;
  return typeof id === 'string' && typeof type === 'string' ? { id, type, data } : null;
}

function objectOf(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

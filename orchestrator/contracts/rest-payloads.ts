/**
 * What the core and a carrier with a web API say to each other: JSON over HTTP one way, webhooks the other. Shapes only: each
 * side has its own codec and its own mapper.
 *
 * 1. A payload holds only what JSON carries: `decode(encode(x))` is `x`. Instants are ISO 8601 texts in UTC, amounts decimal
 *    texts with their currency beside them, keys whole numbers.
 * 2. `HttpRequest` and `HttpResponse` are the same as text, header names in lower case.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

export type JsonObject = { readonly [field: string]: Json };

/** A call of the carrier's API. */
export interface RestRequest {
  readonly method: 'POST' | 'DELETE';
  /** From the root, no query: `/loads/72/tenders`. */
  readonly path: string;
  /** The same key twice is the same call twice. */
  readonly idempotencyKey: string;
  /** Header `authorization: Bearer`; absent = it has none. */
  readonly token?: string;
  readonly body: JsonObject;
}

export interface RestResponse {
  readonly status: number;
  /** null = it does not say. */
  readonly retryAfterSeconds: number | null;
  readonly body: JsonObject;
}

/** An event that the carrier reports to the core's webhook. */
export interface RestEvent {
  /** `evt_17`: the carrier's running number of the event. */
  readonly id: string;
  /** `tender.accepted`, `shipment.status` ... */
  readonly type: string;
  readonly data: JsonObject;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

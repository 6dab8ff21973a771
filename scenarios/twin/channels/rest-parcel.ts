/**
 * What travels between the core and a carrier's web API: calls, answers and events by reference, or as text.
 *
 * 1. The two forms differ in codecs alone. A body that is cut off is stated by reference and cut in text: it is up to the
 *    receiver's codec to notice.
 * 2. A side packs in the form of its run and unpacks both.
 */
import type { ApiCodec, Serve } from '#mock-systems/api/codec';
import type {
  HttpRequest,
  HttpResponse,
  RestEvent,
  RestRequest,
  RestResponse,
} from '#orchestrator/contracts/rest-payloads';
import { decodeEvent, decodeResponse, encodeRequest } from '#orchestrator/partners/rest/codec';
import { isSigned, rehearsalSecret, type WebhookSeal } from '#orchestrator/partners/rest/webhook';
import { AssertionError } from '#sim/assert';

export type CallParcel =
  | { readonly form: 'objects'; readonly request: RestRequest; readonly malformed: boolean }
  | { readonly form: 'wire'; readonly request: HttpRequest };

export type AnswerParcel =
  | { readonly form: 'objects'; readonly response: RestResponse }
  | { readonly form: 'wire'; readonly response: HttpResponse };

export type EventParcel =
  | {
      readonly form: 'objects';
      readonly event: RestEvent;
      readonly malformed: boolean;
      readonly seal?: SealOrder;
    }
  | { readonly form: 'wire'; readonly text: string; readonly seal?: WebhookSeal };

/** What the sender signs with, and when. */
export interface SealOrder {
  readonly timestampSeconds: number;
  /** Generations of the secret, one signature each; none = with something else. */
  readonly keys: readonly number[];
}

export interface RestCoreSide {
  pack(request: RestRequest, malformed: boolean): CallParcel;
  unpackAnswer(parcel: AnswerParcel): RestResponse;
  /** null = it is no event. */
  unpackEvent(parcel: EventParcel): RestEvent | null;
  /**
   * When it was signed, seconds since the epoch; null = with none of these.
   * @param keys generations of the secret
   */
  sealedAt(parcel: EventParcel, keys: readonly number[]): number | null;
}

export interface RestCarrierSide {
  /** Served at once by reference; as text by a promise, which must not be asked for inside an event. */
  serve(parcel: CallParcel, serve: Serve): AnswerParcel | (() => Promise<AnswerParcel>);
  /** @param seal null = it is not signed */
  pack(event: RestEvent, malformed: boolean, seal: SealOrder | null): EventParcel;
}

/** Without its end no text of JSON is one. */
const cut = (text: string): string => text.slice(0, -1);

/** @param partner whose secret it has */
export function restCoreSide(form: 'objects' | 'wire', partner: number): RestCoreSide {
  return {
    pack: (request, malformed) => {
      if (form === 'objects') return { form, request, malformed };
      const http = encodeRequest(request);
      return { form, request: malformed ? { ...http, body: cut(http.body) } : http };
    },
    unpackAnswer: (parcel) => (parcel.form === 'wire' ? decodeResponse(parcel.response) : parcel.response),
    unpackEvent: (parcel) => {
      if (parcel.form === 'wire') return decodeEvent(parcel.text);
      return parcel.malformed ? null : parcel.event;
    },
    sealedAt: (parcel, keys) => {
      const { seal } = parcel;
      if (seal === undefined) return null;
      return keys.some((key) => isSealedWith(parcel, rehearsalSecret(partner, key), key))
        ? seal.timestampSeconds
        : null;
    },
  };
}

function isSealedWith(parcel: EventParcel, secret: string, key: number): boolean {
  if (parcel.form === 'objects') return parcel.seal!.keys.includes(key);
  return isSigned(secret, parcel.seal!, parcel.text);
}

/** @param ofCarrier null in a run of objects whose carriers have no bytes at all */
export function restCarrierSide(
  form: 'objects' | 'wire',
  ofCarrier: ApiCodec | null,
  partner: number,
): RestCarrierSide {
  const needed = (): ApiCodec => {
    if (ofCarrier !== null) return ofCarrier;
    throw new AssertionError('a run by wire needs the codecs of the carriers: give the twin `wire`');
  };
  return {
    serve: (parcel, serve) => {
      if (parcel.form === 'wire') {
        const codec = needed();
        return async () => ({ form: 'wire', response: await codec.respond(parcel.request, serve) });
      }
      const { request, malformed } = parcel;
      const bad: RestResponse = { status: 400, retryAfterSeconds: null, body: {} };
      return { form: 'objects', response: malformed ? bad : serve(request) };
    },
    pack: (event, malformed, seal) => {
      if (form === 'objects') return { form, event, malformed, ...(seal === null ? {} : { seal }) };
      const whole = needed().writeEvent(event);
      const text = malformed ? cut(whole) : whole;
      if (seal === null) return { form, text };
      const { timestampSeconds, keys } = seal;
      // Who forges has some secret, and not this one.
      const secrets = keys.length === 0 ? ['guessed'] : keys.map((key) => rehearsalSecret(partner, key));
      const signatures = secrets.map((secret) => needed().sign(secret, event.id, timestampSeconds, text));
      return { form, text, seal: { id: event.id, timestampSeconds, signature: signatures.join(' ') } };
    },
  };
}

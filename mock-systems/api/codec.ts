/** The HTTP of a carrier's API, where a run goes by wire. It lives in `mock-systems/wire/`. */
import type {
  HttpRequest,
  HttpResponse,
  RestEvent,
  RestRequest,
  RestResponse,
} from '#orchestrator/contracts/rest-payloads';

/** What the carrier does with a call. */
export type Serve = (request: RestRequest) => RestResponse;

export interface ApiCodec {
  /** Takes a request, has it served, answers. Rejects only where the codec itself is at fault. */
  respond(request: HttpRequest, serve: Serve): Promise<HttpResponse>;
  /** The text of an event, as it is posted to a webhook. */
  writeEvent(event: RestEvent): string;
  /** Of a post: HMAC-SHA-256 of `<id>.<seconds>.<text>`, in hexadecimal digits. */
  sign(secret: string, id: string, timestampSeconds: number, text: string): string;
}

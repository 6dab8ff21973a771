/**
 * Outgoing calls to partners, and to the journal that keeps what is on record: HTTP with JSON.
 *
 * 1. Every call carries an idempotency key, the same at each attempt: (sender, counter) of the message. A call whose
 *    answer was lost is made again, and the partner knows it again.
 * 2. A call always comes to an answer: the partner's, or that there was none. Who called decides what to make of it.
 */
import { NO_ANSWER } from '../middleware/status.ts';

/** One call; plain data, since it is kept until it was made. */
export interface OutgoingCall {
  /** Number of the partner, or `journal`. */
  readonly to: string;
  /** `sender/counter`. */
  readonly id: string;
  readonly body: unknown;
}

/** What came of a call. */
export interface PartnerAnswer {
  /** As of HTTP; 409 = the partner has it already; `NO_ANSWER` = nobody knows whether it has. */
  readonly status: number;
  /** How long the partner wants not to be called again, real ms; null = it did not say. */
  readonly retryAfterMs: number | null;
}

/** Never rejects. */
export type Gateway = (call: OutgoingCall) => Promise<PartnerAnswer>;

/** Longer than any partner thinks; a call that hangs is one whose answer was lost. */
const CALL_TIMEOUT_MS = 10_000;

/** @param baseUrl partner 7 is called at `${baseUrl}/7` */
export function httpGateway(baseUrl: string): Gateway {
  return ({ to, id, body }) => call(`${baseUrl}/${to}`, { 'idempotency-key': id }, body);
}

/** Calls once. */
export async function call(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<PartnerAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return { status: response.status, retryAfterMs: retryAfterMs(response) };
  } catch {
    return { status: NO_ANSWER, retryAfterMs: null };
  }
}

/** Of Retry-After in seconds; a date in it is not read. Source: RFC 9110, 10.2.3. */
function retryAfterMs(response: Response): number | null {
  const text = response.headers.get('retry-after');
  return text !== null && /^\d{1,9}$/.test(text) ? 1000 * Number(text) : null;
}

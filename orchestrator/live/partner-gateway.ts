/**
 * Outgoing calls to partners, and to the journal that keeps what is on record: HTTP with JSON.
 *
 * 1. Every call carries an idempotency key, the same at each attempt: (sender, counter) of the message. A call whose
 *    answer was lost is made again, and the partner knows it again.
 * 2. A call has been taken when the partner says so (2xx); anything else throws, and whoever called tries again.
 */

/** One call; plain data, since it is kept until it was taken. */
export interface OutgoingCall {
  /** Number of the partner, or `journal`. */
  readonly to: string;
  /** `sender/counter`. */
  readonly id: string;
  readonly body: unknown;
}

/** Resolves once the partner has taken the call. */
export type Gateway = (call: OutgoingCall) => Promise<void>;

/** Longer than any partner thinks; a call that hangs is one whose answer was lost. */
const CALL_TIMEOUT_MS = 10_000;

/** @param baseUrl partner 7 is called at `${baseUrl}/7` */
export function httpGateway(baseUrl: string): Gateway {
  return async ({ to, id, body }) => {
    const response = await fetch(`${baseUrl}/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`partner ${to} did not take ${id}: HTTP ${response.status}`);
  };
}

/**
 * The way in for partners' messages and people's answers: to the actor that takes them, through Restate's ingress.
 *
 * 1. `taken` means durable: the message is in Restate's log and will be stepped, whatever dies from now on.
 * 2. A repeat is known by its idempotency key, (sender, counter), for as long as Restate keeps it; beyond that it is an
 *    input again, and the actors decide by their tables.
 * 3. Where Restate cannot be reached the message is refused, and its sender must offer it again.
 * 4. What is said is parsed by the contracts before it goes anywhere. What is no message, and what no actor can take, is parked with one
 *    ticket. Whoever passes this gateway by comes to the host's own, which parses as well (`restate-host.ts`).
 */
import type { LiveApp } from './live-app.ts';
import { isLiveKey } from './message-number.ts';
import { type BodyShapes, type ParsedMessage, parsePartnerMessage } from './partner-message.ts';
import { refusedId, refusedTicket } from './refused-message.ts';
import { messageId, SERVICES, taskKey } from './service-names.ts';

export type LiveReceipt = 'taken' | 'repeat' | 'refused';

export class InboundGateway {
  private readonly ingressUrl: string;
  private readonly routes: LiveApp['routes'];
  private readonly bodies: BodyShapes | undefined;
  private readonly names: ReadonlyMap<number, string>;

  constructor(ingressUrl: string, app: Pick<LiveApp, 'actors' | 'routes' | 'bodies'>) {
    this.ingressUrl = ingressUrl;
    this.routes = app.routes;
    this.bodies = app.bodies;
    this.names = new Map(app.actors.map(({ type, name }) => [type, name]));
  }

  /**
   * A partner's message reaches the core, which says what became of it.
   * @param said whatever somebody outside says: it need not be a message
   */
  async receive(said: unknown): Promise<LiveReceipt> {
    const taken = this.takerOf(parsePartnerMessage(said, this.bodies));
    if ('error' in taken) {
      const ticket = refusedTicket(said, taken.actor, taken.error);
      const id = refusedId(ticket);
      return this.post(`${SERVICES.ticket}/${encodeURIComponent(id)}/refuse`, id, ticket);
    }
    const { actor, message } = taken;
    const { key, sender, counter } = message;
    return this.post(`${actor}/${key}/receive`, messageId(sender, counter), message);
  }

  /** The actor that takes it, or why none does. */
  private takerOf(
    parsed: ParsedMessage,
  ):
    | { readonly actor: string; readonly message: Extract<ParsedMessage, { ok: true }>['message'] }
    | { readonly actor: string; readonly error: string } {
    if (!parsed.ok) return { actor: 'none', error: parsed.error };
    const { message } = parsed;
    const type = this.routes.get(message.kind);
    if (type === undefined) return { actor: 'none', error: `no actor takes "${message.kind}"` };
    const actor = this.names.get(type)!;
    return isLiveKey(type, message.key)
      ? { actor, message }
      : { actor, error: 'the key must be in 0..2^31-1' };
  }

  /**
   * A person answers a task; the first answer counts.
   * @param answer index of the answer given
   * @param by the role that answers
   */
  async answerTask(type: number, key: number, taskNo: number, answer: number, by: string): Promise<void> {
    const path = `${SERVICES.task}/${taskKey(this.names.get(type)!, key, taskNo)}/answer`;
    const response = await fetch(`${this.ingressUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answer, by }),
    });
    if (!response.ok) throw new Error(`task not answered: HTTP ${response.status}: ${await response.text()}`);
  }

  private async post(path: string, id: string, body: unknown): Promise<LiveReceipt> {
    try {
      const response = await fetch(`${this.ingressUrl}/${path}/send`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify(body),
      });
      if (!response.ok) return 'refused';
      const { status } = (await response.json()) as { readonly status: string };
      return status === 'PreviouslyAccepted' ? 'repeat' : 'taken';
    } catch {
      return 'refused';
    }
  }
}

/**
 * The way in for partners' messages and people's answers: to the actor that takes them, through Restate's ingress.
 *
 * 1. `taken` means durable: the message is in Restate's log and will be stepped, whatever dies from now on.
 * 2. A repeat is known by its idempotency key, (sender, counter), for as long as Restate keeps it; beyond that it is an
 *    input again, and the actors decide by their tables.
 * 3. Where Restate cannot be reached the message is refused, and its sender must offer it again.
 * 4. What no actor can take is parked with one ticket.
 */
import type { Envelope } from '../contracts/envelope.ts';
import type { LiveApp } from './live-app.ts';
import { isLiveKey } from './message-number.ts';
import { messageId, SERVICES, type Ticket, taskKey } from './service-names.ts';

export type LiveReceipt = 'taken' | 'repeat' | 'refused';

export class InboundGateway {
  private readonly ingressUrl: string;
  private readonly routes: LiveApp['routes'];
  private readonly names: ReadonlyMap<number, string>;

  constructor(ingressUrl: string, app: Pick<LiveApp, 'actors' | 'routes'>) {
    this.ingressUrl = ingressUrl;
    this.routes = app.routes;
    this.names = new Map(app.actors.map(({ type, name }) => [type, name]));
  }

  /** A partner's message reaches the core, which says what became of it. */
  async receive(message: Envelope): Promise<LiveReceipt> {
    const { kind, key, sender, counter } = message;
    const type = this.routes.get(kind);
    const actor = type === undefined ? 'none' : this.names.get(type)!;
    const numbered = Number.isSafeInteger(counter) && counter >= 1;
    const error =
      type === undefined
        ? `no actor takes "${kind}"`
        : isLiveKey(type, key) && numbered
          ? null
          : 'key and counter must be integers, the key in 0..2^31-1, the counter from 1';
    const id = messageId(sender, counter);
    if (error === null) return this.post(`${actor}/${key}/input`, id, message);
    const ticket: Ticket = { actor, key, message, error };
    return this.post(`${SERVICES.ticket}/${encodeURIComponent(id)}/open`, id, ticket);
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

/**
 * The web API of one carrier: the core calls it, and it posts its events to the core's webhook (docs/rest-guide.md).
 *
 * 1. Mappers, fates, latencies and repeats are the same in both fidelities. Whether text is made is the business of the two
 *    sides alone.
 * 2. What is under way is plain data or typed events, and part of a copy of the run.
 */
import type { CarrierToCore } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { CoreEnd } from '../core-end.ts';
import type { Channel } from './channel.ts';
import { RestCalls, type SavedCalls } from './rest-calls.ts';
import { RestEvents } from './rest-events.ts';
import { type RestChannelOptions, RestLine } from './rest-line.ts';
import type { RestTally } from './rest-tally.ts';
import type { RestToken } from './rest-token.ts';
import type { SavedKey, WebhookKey } from './webhook-key.ts';

interface Saved extends SavedCalls {
  readonly key: SavedKey;
  readonly tally: RestTally;
}

export class RestChannel implements Channel {
  readonly partner: number;
  private readonly line: RestLine;
  private readonly calls: RestCalls;
  private readonly events: RestEvents;

  constructor(options: RestChannelOptions) {
    const { kernel, mock } = options;
    const name = `rest-${mock.name}`;
    this.partner = mock.partner;
    this.line = new RestLine(options);
    this.calls = new RestCalls(this.line, name);
    this.events = new RestEvents(this.line, name);
    kernel.component(name, { save: () => this.save(), load: (saved) => this.load(saved as Saved) });
  }

  get tally(): RestTally {
    return this.line.tally;
  }

  get token(): RestToken {
    return this.calls.token;
  }

  /** The secret of the webhook that the carrier posts to. */
  get key(): WebhookKey {
    return this.events.key;
  }

  connectCore(core: CoreEnd): void {
    this.line.core = core;
  }

  /** Everything. */
  carries(): boolean {
    return true;
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    this.calls.transmit(message, attempt, from);
  }

  post(message: Envelope): void {
    this.events.post(message);
  }

  /** It has been repaired: the core gets it as it should have been. */
  repaired(message: CarrierToCore): void {
    this.events.repaired(message);
  }

  private save(): Saved {
    return { ...this.calls.save(), key: this.key.save(), tally: { ...this.line.tally } };
  }

  private load({ tally, key, ...calls }: Saved): void {
    this.calls.load(calls);
    this.key.load(key);
    this.line.tally = { ...tally };
  }
}

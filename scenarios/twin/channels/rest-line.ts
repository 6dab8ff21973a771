/** What both directions of a carrier's web API share: its settings and sides, what has happened, and the core's end of it. */
import type { ApiPartner } from '#mock-systems/api/request-reading';
import type { MockSystem } from '#mock-systems/mock-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Kernel } from '#sim/kernel';
import type { Recorder } from '../../recording/recorder.ts';
import type { RestSettings } from '../../world/partner-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { TicketDesk } from '../ways/ticket-desk.ts';
import type { Door } from './door.ts';
import type { RestFate, RestLuck } from './rest-luck.ts';
import type { RestCarrierSide, RestCoreSide } from './rest-parcel.ts';
import { NOTHING_HAPPENED, type RestTally } from './rest-tally.ts';

export interface RestChannelOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly settings: RestSettings;
  readonly partner: ApiPartner;
  readonly mock: MockSystem<unknown>;
  readonly door: Door;
  readonly luck: RestLuck;
  /** One way. */
  readonly latencyMs: number;
  readonly coreSide: RestCoreSide;
  readonly carrierSide: RestCarrierSide;
  /** Limits of the carrier's API, and of the core's webhook; null = there are none. */
  readonly gateway: Gateway | null;
  /** Where tickets of events go that can't be read; null = they are repaired after an hour. */
  readonly desk: TicketDesk | null;
  guard<T>(work: () => T): T;
}

export class RestLine {
  readonly options: RestChannelOptions;
  tally: RestTally = { ...NOTHING_HAPPENED };
  core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };

  constructor(options: RestChannelOptions) {
    this.options = options;
  }

  note({ kind }: RestFate, message: Envelope, attempt: number, place: string): void {
    this.tally[kind] += 1;
    const detail = { kind: message.kind, attempt };
    this.options.recorder.fault(this.options.kernel.now, kind, `${place}, rest`, message.key, detail);
  }
}

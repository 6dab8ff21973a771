/**
 * What happens to calls and events on their way, drawn as outcomes.
 *
 * 1. Keyed by the order of the load or shipment that is spoken of, by carrier, kind and what the message names (which tender,
 *    which milestone), and by attempt.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { RestSettings } from '../../world/partner-settings.ts';
import { DRIFTS } from './rest-drift.ts';

const LINE_FAULTS = ['lost', 'answerLost', 'duplicated', 'delayed', 'malformed', 'unavailable'] as const;
/** They befall events, beside the others. */
const EVENT_FAULTS = [...LINE_FAULTS, 'forged', 'replayed', ...DRIFTS] as const;

type LineFault = (typeof LINE_FAULTS)[number];
type EventFault = (typeof EVENT_FAULTS)[number];

export interface RestFate {
  readonly kind: LineFault | EventFault;
  /** Of what is delayed or duplicated, ms. */
  readonly laterMs: number;
}

/** How much later it arrives, once or for the first time. */
export function lateMs(fate: RestFate | null): number {
  return fate?.kind === 'delayed' ? fate.laterMs : 0;
}

export interface RestStreams {
  readonly fate: RandomStream;
  readonly delay: RandomStream;
  readonly service: RandomStream;
  readonly skew: RandomStream;
}

export function restStreams(random: Random): RestStreams {
  const open = (name: string): RandomStream => random.stream(`partners/rest/${name}`);
  return { fate: open('fate'), delay: open('delay'), service: open('service'), skew: open('skew') };
}

const KINDS: readonly string[] = [
  'offerTender',
  'withdrawTender',
  'dispatchTruck',
  'releaseTruck',
  'requestStatus',
  'requestExpedite',
  'disputeInvoice',
  'fileClaim',
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'truckArrived',
  'milestoneReported',
  'podReceived',
  'expediteAnswered',
  'freightBilled',
  'invoiceCorrected',
  'disputeRejected',
  'claimAnswered',
  'requestHold',
  'driveOn',
  'handOver',
  'holdAnswered',
  'requestBill',
];
/** Kinds of which `a` says which one of the load's it is: a tender, a milestone, a request. */
const NUMBERED: ReadonlySet<string> = new Set([
  'offerTender',
  'withdrawTender',
  'dispatchTruck',
  'releaseTruck',
  'requestStatus',
  'requestHold',
  'driveOn',
  'handOver',
  'requestBill',
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'truckArrived',
  'milestoneReported',
]);
/** Shipments an order can have: keys of shipments and loads are order x 8 + n. */
const PER_ORDER = 8;
const NUMBERS = 1024;
const ATTEMPTS = 65_536;

export class RestLuck {
  private readonly settings: RestSettings;
  private readonly streams: RestStreams;
  private readonly keyOf: (order: number) => number;
  private readonly delayMs: Sampler;
  private readonly serviceMs: Sampler;

  constructor(streams: RestStreams, settings: RestSettings, keyOf: (order: number) => number) {
    const { carrier } = settings;
    this.settings = settings;
    this.keyOf = keyOf;
    this.streams = {
      fate: streams.fate.sub(carrier),
      delay: streams.delay.sub(carrier),
      service: streams.service.sub(carrier),
      skew: streams.skew.sub(carrier),
    };
    this.delayMs = compile(settings.faults.delayMs);
    this.serviceMs = compile(settings.serviceMs);
  }

  /** null = the call arrives as it is. */
  fateOf(message: Envelope, attempt: number): RestFate | null {
    return this.drawn(message, attempt, LINE_FAULTS);
  }

  /** null = the event arrives as it is. */
  eventFateOf(message: Envelope, attempt: number): RestFate | null {
    return this.drawn(message, attempt, EVENT_FAULTS);
  }

  private drawn(message: Envelope, attempt: number, kinds: readonly EventFault[]): RestFate | null {
    const { faults } = this.settings;
    const key = this.keyOf(Math.floor(message.key / PER_ORDER));
    const index = indexOf(message, attempt);
    let u = this.streams.fate.unit(key, index);
    for (const kind of kinds) {
      u -= faults[kind];
      if (u < 0) return { kind, laterMs: drawMs(this.delayMs, this.streams.delay, key, index) };
    }
    return null;
  }

  /** Whether a call meets a server whose clock is ahead. @param again it is sent again with a fresh token */
  isSkewed(message: Envelope, attempt: number, again: boolean): boolean {
    const share = this.settings.token?.skewedShare ?? 0;
    if (share === 0) return false;
    const key = this.keyOf(Math.floor(message.key / PER_ORDER));
    const stream = this.streams.skew.sub(again ? 1 : 0);
    return stream.unit(key, indexOf(message, attempt)) < share;
  }

  /** From the arrival of a call to its answer. */
  serviceMsOf(message: Envelope, attempt: number): number {
    const key = this.keyOf(Math.floor(message.key / PER_ORDER));
    return drawMs(this.serviceMs, this.streams.service, key, indexOf(message, attempt));
  }
}

function indexOf({ kind, key, a }: Envelope, attempt: number): number {
  const number = NUMBERED.has(kind) ? (a * PER_ORDER + (key % PER_ORDER)) % NUMBERS : key % PER_ORDER;
  return (KINDS.indexOf(kind) * NUMBERS + number) * ATTEMPTS + (attempt % ATTEMPTS);
}

/**
 * Lines between a third party that arranges freight and the carriers that drive for it: all that they say to each other but tenders. The core
 * is not on them: it speaks with the third party alone.
 *
 * 1. What is said arrives a latency later, in the order in which it was said, and is a calendar event: nothing is re-entered.
 * 2. Nothing gets lost on them. They keep nothing.
 */
import type { FreightCharge } from '#orchestrator/contracts/carriers';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { carrierPartner } from '#orchestrator/contracts/partners';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { CarrierSend } from '../carriers/office.ts';

/** What the third party bills the shipper for a load, whatever it pays. */
export interface SoldFreight {
  readonly totalMinor: number;
  readonly charges: readonly FreightCharge[];
}

export interface Haulier {
  /** As if the core had said it. */
  hear(message: Envelope): void;
  /** The third party's account of a load: by it the load is billed. */
  soldFor(load: number, sold: SoldFreight): void;
}

interface Said {
  readonly haulier: number;
  readonly kind: string;
  readonly b: number;
  readonly body: unknown;
  readonly sold?: SoldFreight;
}

export type ThirdPartyOnLine = (
  haulier: number,
  kind: string,
  key: number,
  a: number,
  b: number,
  body: unknown,
) => void;

export class HaulLine {
  private readonly kernel: Kernel;
  private readonly latencyMs: number;
  private readonly onDown: HandlerNo;
  private readonly onUp: HandlerNo;
  private readonly hauliers: Haulier[] = [];
  private thirdParty: ThirdPartyOnLine = () => {};

  constructor(kernel: Kernel, latencyMs: number) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.onDown = kernel.handler('haulLine.down', (key, a, said) => {
      const { haulier, kind, b, body, sold } = said as Said;
      const to = this.hauliers[haulier]!;
      if (sold !== undefined) to.soldFor(key, sold);
      to.hear(envelope(kind, 0, 0, PARTNER, carrierPartner(haulier), 0, 0, key, a, b, body));
    });
    this.onUp = kernel.handler('haulLine.up', (key, a, said) => {
      const { haulier, kind, b, body } = said as Said;
      this.thirdParty(haulier, kind, key, a, b, body);
    });
  }

  connectThirdParty(thirdParty: ThirdPartyOnLine): void {
    this.thirdParty = thirdParty;
  }

  connectHaulier(carrier: number, haulier: Haulier): void {
    this.hauliers[carrier] = haulier;
  }

  /** By which a carrier says to the third party what it would say to the core. */
  sayOf(haulier: number): CarrierSend {
    return (kind, key, a, b, body) => {
      this.kernel.schedule(this.onUp, this.kernel.now + this.latencyMs, key, a, { haulier, kind, b, body });
    };
  }

  /** @param sold with the word to drive off: what is billed for it */
  say(
    haulier: number,
    kind: string,
    key: number,
    a: number,
    b: number,
    body: unknown,
    sold?: SoldFreight,
  ): void {
    const said: Said = { haulier, kind, b, body, ...(sold === undefined ? {} : { sold }) };
    this.kernel.schedule(this.onDown, this.kernel.now + this.latencyMs, key, a, said);
  }
}

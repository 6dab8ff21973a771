/**
 * Lines between TMS and carriers, where TMS tenders: what the two say to each other about offers. The core is not on them.
 *
 * 1. What is said arrives a latency later, in the order in which it was said, and is a calendar event: nothing is re-entered.
 * 2. Nothing gets lost on them. They keep nothing.
 */
import type { LoadTender } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import type { HandlerNo, Kernel } from '#sim/kernel';

export type TenderAnswerKind = 'tenderAccepted' | 'tenderRejected' | 'tenderCountered';

/** What a carrier says to a tender; `b` as in the message of that name, `detention` of a counter-offer. */
export interface LineAnswer {
  readonly kind: TenderAnswerKind;
  readonly carrier: number;
  readonly b: number;
  readonly detention: DetentionTerms | null;
}

export interface CarrierOnLine {
  offer(load: number, attempt: number, tender: LoadTender): void;
  withdraw(load: number, attempt: number): void;
}

type TmsOnLine = (load: number, attempt: number, answer: LineAnswer) => void;

interface Offer {
  readonly carrier: number;
  /** null = what was offered is void. */
  readonly tender: LoadTender | null;
}

export class TenderLine {
  private readonly kernel: Kernel;
  private readonly latencyMs: number;
  private readonly onOffer: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly carriers: CarrierOnLine[] = [];
  private tms: TmsOnLine = () => {};

  constructor(kernel: Kernel, latencyMs: number) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.onOffer = kernel.handler('tenderLine.offer', (load, attempt, offer) => {
      const { carrier, tender } = offer as Offer;
      if (tender === null) this.carriers[carrier]!.withdraw(load, attempt);
      else this.carriers[carrier]!.offer(load, attempt, tender);
    });
    this.onAnswer = kernel.handler('tenderLine.answer', (load, attempt, answer) =>
      this.tms(load, attempt, answer as LineAnswer),
    );
  }

  connectTms(tms: TmsOnLine): void {
    this.tms = tms;
  }

  connectCarrier(carrier: number, desk: CarrierOnLine): void {
    this.carriers[carrier] = desk;
  }

  offer(carrier: number, load: number, attempt: number, tender: LoadTender): void {
    this.toCarrier(load, attempt, { carrier, tender });
  }

  withdraw(carrier: number, load: number, attempt: number): void {
    this.toCarrier(load, attempt, { carrier, tender: null });
  }

  answer(load: number, attempt: number, answer: LineAnswer): void {
    this.kernel.schedule(this.onAnswer, this.kernel.now + this.latencyMs, load, attempt, answer);
  }

  private toCarrier(load: number, attempt: number, offer: Offer): void {
    this.kernel.schedule(this.onOffer, this.kernel.now + this.latencyMs, load, attempt, offer);
  }
}

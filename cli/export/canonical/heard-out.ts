/** An emitter that only listens: what a step says to partners and posts is heard, the rest has happened in the run. */
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Out, Posting } from '#orchestrator/core/out';

export interface Posted {
  readonly posting: Posting;
  readonly amountMinor: number;
}

/** The numbers of messages are given by lanes, which nobody asks here. */
const UNNUMBERED = 0;

export class HeardOut implements Out {
  /** Of the step, in the order in which they were said. */
  sent: Envelope[] = [];
  posted: Posted[] = [];
  private type = 0;
  private key = 0;

  /** @param type and key of the actor that steps */
  begin(type: number, key: number): void {
    this.type = type;
    this.key = key;
    this.sent = [];
    this.posted = [];
  }

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    const { type, key: from } = this;
    this.sent.push(
      envelope(kind, type, from, PARTNER, partner, CORE_SENDER, UNNUMBERED, key, a, b, body) as Envelope,
    );
  };

  readonly post: Out['post'] = (posting, amountMinor) => {
    this.posted.push({ posting, amountMinor });
  };

  readonly tell: Out['tell'] = () => {};
  readonly transmit: Out['transmit'] = () => {};
  readonly timer: Out['timer'] = () => {};
  readonly cancel: Out['cancel'] = () => {};
  readonly ask: Out['ask'] = () => {};
  readonly task: Out['task'] = () => {};
  readonly event: Out['event'] = () => {};
  readonly kpi: Out['kpi'] = () => {};
  readonly audit: Out['audit'] = () => {};
}

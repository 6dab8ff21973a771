/**
 * ERP's interface to the outside: it says things at once, or writes them into a file at each multiple of a time.
 *
 * 1. Messages leave in the order in which they were said.
 * 2. What is said at the very instant of a file waits for the next one. No file is written for nothing.
 */
import type { ErpToCore } from '#orchestrator/contracts/erp';
import type { PurchasingToCore } from '#orchestrator/contracts/purchasing';
import type { ReplenishmentToCore } from '#orchestrator/contracts/replenishment';
import type { CreditsToCore } from '#orchestrator/contracts/returns';
import type { HandlerNo, Kernel } from '#sim/kernel';

type Kind = (CreditsToCore | ErpToCore | PurchasingToCore | ReplenishmentToCore)['kind'] | 'creditNoteIssued';

/** A message that waits for the next file. Immutable. */
export interface Waiting {
  readonly kind: Kind;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body: unknown;
}

export type Send = (kind: Kind, key: number, a: number, b: number, body: unknown) => void;

export class OutgoingFile {
  private waiting: Waiting[] = [];
  private readonly kernel: Kernel;
  private readonly batchEveryMs: number | null;
  private readonly send: Send;
  private readonly onWrite: HandlerNo;

  /** @param batchEveryMs null = at once; @param handler its name on the calendar */
  constructor(kernel: Kernel, batchEveryMs: number | null, send: Send, handler = 'erp.file') {
    this.kernel = kernel;
    this.batchEveryMs = batchEveryMs;
    this.send = send;
    this.onWrite = kernel.handler(handler, () => this.write());
  }

  put(kind: Kind, key: number, a: number, b: number, body: unknown): void {
    const { batchEveryMs } = this;
    if (batchEveryMs === null) {
      this.send(kind, key, a, b, body);
      return;
    }
    if (this.waiting.length === 0) {
      const at = (Math.floor(this.kernel.now / batchEveryMs) + 1) * batchEveryMs;
      this.kernel.schedule(this.onWrite, at);
    }
    this.waiting.push({ kind, key, a, b, body });
  }

  save(): readonly Waiting[] {
    return this.waiting.slice();
  }

  load(saved: readonly Waiting[]): void {
    this.waiting = saved.slice();
  }

  private write(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const { kind, key, a, b, body } of waiting) this.send(kind, key, a, b, body);
  }
}

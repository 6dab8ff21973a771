/**
 * Papers of loads that are not over: what the core asked TMS for, until that has answered.
 *
 * 1. An answer is of all that was asked for; answered twice, it is the same papers.
 * 2. Memory is what is kept of loads under way; `close` gives it back.
 */
import type { DocumentsPrepared, DocumentsRefused, Paper, PrepareDocuments } from '../contracts/tms.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalOfDocuments } from './from-papers.ts';
import type { TradeDocument } from './trade-document.ts';

export class PaperBook {
  private readonly context: CanonicalContext;
  private readonly open = new Map<number, readonly Paper[]>();

  constructor(context: CanonicalContext) {
    this.context = context;
  }

  asked({ key, body }: PrepareDocuments): void {
    this.open.set(key, body.papers);
  }

  answered(message: DocumentsPrepared | DocumentsRefused): TradeDocument[] {
    const papers = this.open.get(message.key) ?? [];
    this.open.delete(message.key);
    return papers.map((paper) => canonicalOfDocuments(this.context, message, paper));
  }

  close(load: number): void {
    this.open.delete(load);
  }
}

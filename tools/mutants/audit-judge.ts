/**
 * decision-audited, by another hand than the core's: the chain of decisions is hashed again as `orchestrator/decisions/audit-record.ts`
 * says that it is, with Node's own SHA-256.
 */
import { createHash } from 'node:crypto';
import type { Recorder } from '#scenarios/recording/recorder';
import { TABLES } from '#scenarios/recording/schema';

type Cells = Parameters<Recorder['decision']>;
type Column = (typeof TABLES)['decisions'][number]['name'];

const AT = new Map(TABLES.decisions.map(({ name }, i) => [name, i]));
const FIGURES_BYTES = 24;

export class AuditJudge {
  /** What is wrong; null = nothing so far. */
  broken: string | null = null;
  private head = '0'.repeat(64);

  readonly ears: Partial<Recorder> = {
    decision: (...cells) => this.decided(cells),
    // How far a model is trusted stands in the chain as well: it goes on from there.
    mode: (...cells) => {
      this.head = cells.at(-1) as string;
    },
  };

  private decided(cells: Cells): void {
    const of = (column: Column): unknown => cells[AT.get(column)!];
    const names = ['point', 'entityType', 'policy', 'mode', 'policyDigest', 'override', 'fallback'] as const;
    const figures = Buffer.alloc(FIGURES_BYTES);
    figures.writeDoubleLE(of('now') as number, 0);
    figures.writeUInt32LE(of('entityKey') as number, 8);
    figures.writeUInt32LE(of('attempt') as number, 12);
    figures.writeInt32LE(of('recommended') as number, 16);
    figures.writeInt32LE(of('chosen') as number, 20);
    const hash = createHash('sha256')
      .update(Buffer.from(this.head, 'hex'))
      .update(
        createHash('sha256')
          .update(JSON.stringify(names.map(of)))
          .digest(),
      )
      .update(figures)
      .update(of('inputDigest') as string);
    const answer = of('answer');
    if (typeof answer === 'string') hash.update(Buffer.from([0])).update(answer);
    this.head = hash.digest('hex');
    if (this.broken === null && this.head !== of('auditHash'))
      this.broken = `${of('entityType')} ${of('entityKey')}: the hash of ${of('point')} ${of('attempt')} is not that of what was decided`;
  }
}

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

/** In the place of the length of what is null. */
const NONE = 0xffff_ffff;

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
    const told = (['score', 'confidence', 'propensity'] as const).map(of) as (number | null)[];
    const rules = of('ruledOut') as readonly (string | null)[] | null | undefined;
    const hash = createHash('sha256')
      .update(Buffer.from(this.head, 'hex'))
      .update(
        createHash('sha256')
          .update(JSON.stringify(names.map(of)))
          .digest(),
      )
      .update(Float64Array.from([of('now'), of('latencyMs'), ...told.map((each) => each ?? 0)] as number[]))
      .update(Uint32Array.from([of('entityKey'), of('attempt'), of('candidates'), of('removed')] as number[]))
      .update(Int32Array.from([of('recommended'), of('chosen')] as number[]))
      .update(Uint8Array.of(told.reduce<number>((bits, each, i) => bits | (each === null ? 0 : 1 << i), 0)));
    for (const text of [of('inputDigest') as string, of('answer') as string | null])
      hash.update(lengthened(text));
    hash.update(Uint32Array.of(rules?.length ?? NONE));
    for (const rule of rules ?? []) hash.update(lengthened(rule));
    this.head = hash.digest('hex');
    if (this.broken === null && this.head !== of('auditHash'))
      this.broken = `${of('entityType')} ${of('entityKey')}: the hash of ${of('point')} ${of('attempt')} is not that of what was decided`;
  }
}

/** A text behind the number of its bytes. */
function lengthened(text: string | null): Buffer {
  if (text === null) return Buffer.from(Uint32Array.of(NONE).buffer);
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(Uint32Array.of(bytes.length).buffer), bytes]);
}

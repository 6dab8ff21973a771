/**
 * Replications that are done, kept in a file, a line each: an experiment that was interrupted goes on from there.
 *
 * 1. A line is written whole before the next; a last line that was cut off is none.
 * 2. A design is known by what it is (scenario, data, policy, version), not by what it was called: another experiment with it finds its results.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { DesignResult } from '#bench/comparison/design-result';
import type { DesignTask, ResultStore } from '#bench/comparison/replicator';
import { reason, UserError } from '../exit-codes.ts';

interface Line {
  readonly design: string;
  readonly replication: string;
  readonly result: DesignResult;
}

export class ResultFile implements ResultStore {
  private readonly path: string;
  private readonly designs: readonly string[];
  private readonly seedOf: (replication: number) => string | number;
  private readonly results = new Map<string, DesignResult>();

  /**
   * @param path in a folder that is there
   * @param designs identity of each
   * @param seedOf of a replication
   */
  constructor(path: string, designs: readonly string[], seedOf: (replication: number) => string | number) {
    this.path = path;
    this.designs = designs;
    this.seedOf = seedOf;
    try {
      if (existsSync(path)) this.read();
      else appendFileSync(path, '');
    } catch (error) {
      throw this.refusal(error);
    }
  }

  known({ design, replication }: DesignTask): DesignResult | undefined {
    return this.results.get(this.key(design, replication));
  }

  keep({ design, replication }: DesignTask, result: DesignResult): void {
    this.results.set(this.key(design, replication), result);
    const line: Line = {
      design: this.designs[design]!,
      replication: String(this.seedOf(replication)),
      result,
    };
    try {
      appendFileSync(this.path, `${JSON.stringify(line)}\n`);
    } catch (error) {
      throw this.refusal(error);
    }
  }

  private refusal(error: unknown): UserError {
    if (error instanceof UserError) return error;
    return new UserError(`can't write to ${this.path} (${reason(error)}). Name another folder with --out`);
  }

  private key(design: number, replication: number): string {
    return `${this.designs[design]} ${this.seedOf(replication)}`;
  }

  private read(): void {
    const text = readFileSync(this.path, 'utf8');
    const whole = text.lastIndexOf('\n') + 1;
    for (const [no, line] of text.slice(0, whole).split('\n').entries()) {
      if (line === '') continue;
      const { design, replication, result } = this.parse(line, no + 1);
      this.results.set(`${design} ${replication}`, result);
    }
    if (whole < text.length) truncateSync(this.path, Buffer.byteLength(text.slice(0, whole)));
  }

  private parse(line: string, no: number): Line {
    try {
      const parsed = JSON.parse(line) as Line;
      if (typeof parsed.design === 'string' && typeof parsed.result.digest === 'string') return parsed;
    } catch {
      // Said below.
    }
    throw new UserError(
      `${this.path}:${no}: is no result of a replication. Name another folder with --out, or remove the file`,
    );
  }
}

/**
 * Runs of a search that are done, kept in a file, a line each: a search that was interrupted goes on from there.
 *
 * 1. A line is written whole before the next; a last line that was cut off is none.
 * 2. The first line says what search it is: another one does not go on in its folder.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { SearchStore } from '#bench/search/search';
import type { SearchAnswer, SearchRun } from '#bench/search/search-run';
import { reason, UserError } from '../exit-codes.ts';

/** Grows with every change of what a line holds. */
const FORMAT = 'dray-search-1';

interface Head {
  readonly format: string;
  /** Of scenario, options, version and first seed. */
  readonly search: string;
}

type Line =
  | { readonly n: number; readonly run: SearchRun }
  | { readonly n: number; readonly without: string; readonly digest: string };

export class SearchFile implements SearchStore {
  private readonly path: string;
  private readonly head: Head;
  private readonly runs = new Map<number, SearchRun>();
  private readonly digests = new Map<string, string>();

  /** @param path in a folder that is there @param search what search it is. Throws `UserError` where another one is kept there */
  constructor(path: string, search: string) {
    this.path = path;
    this.head = { format: FORMAT, search };
    try {
      if (existsSync(path)) this.read();
      else appendFileSync(path, `${JSON.stringify(this.head)}\n`);
    } catch (error) {
      throw this.refusal(error);
    }
  }

  /** Whether the runs of another search are kept there. */
  static holdsAnother(path: string, search: string): boolean {
    const head: Head = { format: FORMAT, search };
    try {
      return !readFileSync(path, 'utf8').startsWith(`${JSON.stringify(head)}\n`);
    } catch {
      // None there; or what can't be read, of which the constructor tells.
      return false;
    }
  }

  get(n: number): SearchRun | undefined {
    return this.runs.get(n);
  }

  put(n: number, { run }: SearchAnswer): void {
    this.runs.set(n, run);
    this.append({ n, run });
  }

  getWithout(n: number, kind: string): string | undefined {
    return this.digests.get(`${n} ${kind}`);
  }

  putWithout(n: number, kind: string, digest: string): void {
    this.digests.set(`${n} ${kind}`, digest);
    this.append({ n, without: kind, digest });
  }

  private append(line: Line): void {
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

  private read(): void {
    const text = readFileSync(this.path, 'utf8');
    const whole = text.lastIndexOf('\n') + 1;
    const lines = text.slice(0, whole).split('\n');
    const head = this.parse<Partial<Head>>(lines[0] ?? '', 1);
    if (head.format !== this.head.format || head.search !== this.head.search)
      throw new UserError(
        `${this.path}: holds the runs of another search (scenario, options, seed or version differ). Name another folder with --out, or remove it`,
      );
    for (const [no, line] of lines.entries()) {
      if (no === 0 || line === '') continue;
      const kept = this.parse<Line>(line, no + 1);
      if ('run' in kept && typeof kept.run.digest === 'string') this.runs.set(kept.n, kept.run);
      else if ('without' in kept) this.digests.set(`${kept.n} ${kept.without}`, kept.digest);
      else this.noLine(no + 1);
    }
    if (whole < text.length) truncateSync(this.path, Buffer.byteLength(text.slice(0, whole)));
  }

  private parse<Parsed extends object>(line: string, no: number): Parsed {
    try {
      const parsed: unknown = JSON.parse(line);
      if (parsed !== null && typeof parsed === 'object') return parsed as Parsed;
    } catch {
      // Said below.
    }
    return this.noLine(no);
  }

  private noLine(no: number): never {
    throw new UserError(
      `${this.path}:${no}: is no run of a search. Name another folder with --out, or remove the file`,
    );
  }
}

/**
 * Copies of the product that bugs are planted in: in a folder of the system's temporary ones, gone when they are closed.
 *
 * 1. The product itself is only read. `node_modules` is linked, not copied.
 * 2. A copy holds at most one bug: what was planted before is taken out first.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutated } from './mutant.ts';

/** The product. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What a hunt needs of it. */
const NEEDED = [
  'package.json',
  'sim',
  'orchestrator',
  'mock-systems',
  'scenarios',
  'testing',
  'reports/kpis',
  'tools/mutants',
];
const NOT_NEEDED = /\.(?:test\.ts|csv|md|onnx|parquet|arrow)$/;

export class Tree {
  readonly folder: string;
  private planted: { readonly file: string; readonly text: string } | null = null;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'dray-mutants-'));
    for (const part of NEEDED)
      cpSync(join(ROOT, part), join(this.folder, part), {
        recursive: true,
        filter: (source) => !NOT_NEEDED.test(source),
      });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** Puts a bug in; null = none. Throws where it does not fit. */
  plant(mutant: Mutant | null): void {
    if (this.planted !== null) writeFileSync(this.planted.file, this.planted.text);
    this.planted = null;
    if (mutant === null) return;
    const file = join(this.folder, mutant.file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, mutated(mutant, text));
    this.planted = { file, text };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

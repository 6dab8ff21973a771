/** What a check found: problems, which stop a run, and warnings, which are said. Each has its place in the files. */
import { suggestion } from '#sim/nearest';
import { type Located, placeOf } from './located.ts';
import type { Problem } from './source-files.ts';

export type Path = readonly PropertyKey[];

export class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  private readonly tree: Located;

  constructor(tree: Located) {
    this.tree = tree;
  }

  report(path: Path, message: string): void {
    this.problems.push({ ...placeOf(this.tree, path), message });
  }

  warn(path: Path, message: string): void {
    this.warnings.push({ ...placeOf(this.tree, path), message });
  }

  /** @param what what kind of name it is, for the message */
  oneOf(path: Path, what: string, name: string, names: readonly string[]): void {
    if (!names.includes(name)) this.report(path, `unknown ${what}: "${name}".${suggestion(name, names)}`);
  }

  /** @param names of the items of the list at `path`; `key` is where an item has its name, if it is a map */
  unique(path: Path, what: string, names: readonly string[], key?: string): void {
    names.forEach((name, i) => {
      if (names.indexOf(name) !== i)
        this.report([...path, i, ...(key === undefined ? [] : [key])], `${what} "${name}" is there twice`);
    });
  }
}

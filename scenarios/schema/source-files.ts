/** Where texts come from. The pure rooms read no files; whoever calls them does. */
export interface SourceFiles {
  /**
   * Text of a file, or null when there is none. Paths of the library begin with `library:`; others are as the user
   * wrote them, or relative to the file that names them.
   */
  read(path: string): string | null;
}

/** Something to mend in what the user gave. */
export interface Problem {
  /** File, or the option it came from (`--set demand.days`). */
  readonly file: string;
  /** From 1; 0 where a place makes no sense. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `file:line:column: what is wrong`. */
export function showProblem({ file, line, column, message }: Problem): string {
  return line === 0 ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`;
}

/** Where texts come from. The pure rooms read no files; whoever calls them does. */
export interface SourceFiles {
  /**
   * Text of a file, null when there is none, or why what is there can't be read. Paths of the library begin with `library:`;
   * others are as the user wrote them, or relative to the file that names them.
   */
  read(path: string): string | null | Unreadable;
  /**
   * As `read`, of data that a run is made of: its identity covers what is in them. Absent = `read` does.
   * @param as what it is to the scenario, such as `demand.history.file`: where it lies is no part of a run
   */
  readData?(path: string, as: string): string | null | Unreadable;
  /** Where a path really leads that leads out of a folder, whether anything is there or not; null = it stays inside. Absent = all do. */
  outsideOf?(folder: string, path: string): string | null;
}

/** Where a text that was read is none, -1 = it is one: bytes that are no UTF-8 come as U+FFFD, and no text has a NUL. */
export function noTextAt(text: string): number {
  return text.search(/[\uFFFD\0]/);
}

export const NO_TEXT = 'this is no text in UTF-8. Name another file, or save it as UTF-8';

export interface Unreadable {
  /** What is there instead, or the reason, and the way out: `is a folder. ...` */
  readonly why: string;
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

/** Of a message that is shown: what is wrong stands at its begin, the way out at its end. */
const [BEGIN_MAX, END_MAX] = [1_500, 300];

/** `file:line:column: what is wrong`. A value that fills the screen loses its middle. */
export function showProblem({ file, line, column, message }: Problem): string {
  const said =
    message.length > BEGIN_MAX + END_MAX
      ? `${message.slice(0, BEGIN_MAX)} ... ${message.slice(-END_MAX)}`
      : message;
  return line === 0 ? `${file}: ${said}` : `${file}:${line}:${column}: ${said}`;
}

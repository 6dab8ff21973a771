/** The text of a data file that a scenario names; what is in it is part of the run. */
import type { HISTORY_FILES } from '../../../schema/outbound/history.ts';
import type { Problem, SourceFiles } from '../../../schema/source-files.ts';

/** null = it can't be read, which is a problem by then. */
export function textOf(
  file: string,
  key: (typeof HISTORY_FILES)[number],
  sources: SourceFiles,
  problems: Problem[],
): string | null {
  const text =
    sources.readData === undefined ? sources.read(file) : sources.readData(file, `demand.history.${key}`);
  if (typeof text === 'string') return text;
  const message = text === null ? 'there is no such file' : text.why;
  problems.push({ file, line: 0, column: 0, message });
  return null;
}

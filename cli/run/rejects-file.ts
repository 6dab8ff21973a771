/** `rejects.csv`: rows of an order list that are no orders, each with its place and reason. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemandInput } from '#scenarios/world/outbound/build-any';

/** Nothing is written where nothing was rejected. */
export function writeRejects(out: string, input: DemandInput | null): void {
  if (input === null || input.rejects.length === 0) return;
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = input.rejects.map(
    ({ file, line, reason, raw }) => `${cell(`${file}:${line}`)},${cell(reason)},${cell(raw)}`,
  );
  writeFileSync(join(out, 'rejects.csv'), `place,reason,row\n${lines.join('\n')}\n`);
}

/** What of it is printed beside the results. */
export function inputReport(input: DemandInput | null) {
  return input === null ? null : { ...input, rejects: input.rejects.length };
}

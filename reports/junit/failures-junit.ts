/** What a search found as JUnit's cases: one for each invariant that is checked, and one for each other way in which a run broke. */

import type { FoundFailures } from '../markdown/failures-markdown.ts';
import { INVARIANTS } from '../outbound/invariants.ts';
import { type JunitCase, renderJunit } from './junit.ts';

export function renderFailuresJunit(found: FoundFailures): string {
  const { scenario, seed, runs, failures, complete, reproduce } = found;
  const names = new Set([...INVARIANTS.map(([name]) => name), ...failures.map(({ invariant }) => invariant)]);
  const searched: JunitCase = {
    name: 'search ran to its end',
    outcome: complete
      ? { kind: 'passed' }
      : { kind: 'failed', message: `it was stopped after ${runs} runs`, detail: `reproduce: ${reproduce}` },
  };
  return renderJunit(`dray search ${scenario}`, [
    {
      name: 'search',
      classname: `dray.search.${scenario}`,
      properties: { scenario, seed: String(seed), runs: String(runs), reproduce },
      cases: [searched, ...[...names].map((name) => invariantCase(name, found))],
    },
  ]);
}

function invariantCase(name: string, { failures }: FoundFailures): JunitCase {
  const broken = failures.filter(({ invariant }) => invariant === name);
  const [first] = broken;
  if (first === undefined) return { name: `invariant ${name}`, outcome: { kind: 'passed' } };
  const detail = broken
    .map(({ place, count, seed, message, again }) =>
      [
        `${count} x ${place}, first with seed ${seed}: ${message}`,
        ...again.map((each) => `reproduce: ${each}`),
      ].join('\n'),
    )
    .join('\n\n');
  return { name: `invariant ${name}`, outcome: { kind: 'failed', message: first.message, detail } };
}

/**
 * What a search has found, whole: the scenario of the run with its seed, policy and finding, as a file that `dray run` shows it with again and
 * a reducer begins from.
 *
 * 1. The scenario is plain and stands by itself: no `extends`, one policy, its own seed.
 */
import { stringify } from 'yaml';
import type { Finding } from './finding.ts';
import type { Tree } from './tree.ts';

export interface FoundCase {
  /** As a file holds it: right by the schema. */
  readonly scenario: Tree;
  readonly seed: string | number;
  readonly policy: string;
  readonly fidelity: 'objects' | 'wire';
  readonly finding: Finding;
}

const WIDTH = 140;

/** The text of its file. @param how the command that found it */
export function fileOfCase({ scenario, seed, fidelity, finding }: FoundCase, how: string): string {
  const option = fidelity === 'wire' ? ' --fidelity wire' : '';
  const said = [
    `${finding.invariant}, ${finding.place}`,
    finding.message,
    `Event ${finding.event}, ${new Date(finding.at).toISOString()}. Found by: ${how}`,
    `To see it again: dray run THIS-FILE${option}; to make it small: dray reduce THIS-FILE${option}`,
  ];
  const comment = said.map((line) => `# ${line.replaceAll('\n', ' ')}\n`).join('');
  return `${comment}${stringify({ ...scenario, seed }, { aliasDuplicateObjects: false, lineWidth: WIDTH })}`;
}

/** `found-settles-7.yaml` */
export function nameOfCase({ finding, seed }: Pick<FoundCase, 'finding' | 'seed'>): string {
  return `found-${finding.invariant}-${String(seed).replace(/[^\w.-]/g, '_')}.yaml`;
}

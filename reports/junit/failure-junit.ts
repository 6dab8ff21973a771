/**
 * A failing case as JUnit's cases: its invariant, which passes once it holds; and where something else breaks instead, that. What an
 * earlier violation kept from being seen is skipped, never passed.
 */
import type { FailureCase } from '../html/qa/failure-case.ts';
import { instant } from '../text/format.ts';
import { type JunitCase, type JunitOutcome, renderJunit } from './junit.ts';

export function renderFailureJunit(failing: FailureCase): string {
  const { file, seed, policy, dray, invariant, place, run, commands } = failing;
  const reproduce = commands[0]?.[0] ?? '';
  const { finding } = run;
  const isSame = finding?.invariant === invariant && finding.place === place;
  const failed: JunitOutcome | null =
    finding === null
      ? null
      : {
          kind: 'failed',
          message: finding.message,
          detail: `${finding.message}\nplace: ${finding.place}, event ${finding.event}, ${instant(finding.at)}\nstory: ${failing.story}\nreproduce: ${reproduce}`,
        };
  const own: JunitCase = {
    name: `${invariant} (${place})`,
    outcome:
      failed === null
        ? { kind: 'passed' }
        : isSame
          ? failed
          : { kind: 'skipped', message: `${finding!.invariant} (${finding!.place}) breaks before it` },
  };
  const instead: readonly JunitCase[] =
    failed === null || isSame ? [] : [{ name: `${finding!.invariant} (${finding!.place})`, outcome: failed }];
  const name = file.replace(/(?:\.scenario)?\.ya?ml$/, '');
  return renderJunit(`dray ${name}`, [
    {
      name,
      classname: `dray.case.${name}`,
      properties: { seed, policy, dray, reproduce },
      cases: [own, ...instead],
    },
  ]);
}

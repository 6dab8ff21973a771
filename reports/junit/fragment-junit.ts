/** A run that is not whole, as JUnit's cases: each policy has not reached its end, which is an error and no failed check. */
import type { RunFragment } from '../html/fragment-page.ts';
import { type JunitSuite, renderJunit } from './junit.ts';

export function renderFragmentJunit({ name, why, arms, missing, reproduce }: RunFragment): string {
  const again = reproduce === null ? '' : `\nreproduce: ${reproduce}`;
  const suiteOf = (policy: string): JunitSuite => ({
    name: policy,
    classname: `dray.${name}.${policy}`,
    properties: reproduce === null ? {} : { reproduce },
    cases: [
      {
        name: 'reached its end',
        outcome: { kind: 'error', message: why, detail: `${[why, ...missing].join('\n')}${again}` },
      },
    ],
  });
  const policies = arms.length === 0 ? ['run'] : arms.map(({ policy }) => policy);
  return renderJunit(`dray ${name}`, policies.map(suiteOf));
}

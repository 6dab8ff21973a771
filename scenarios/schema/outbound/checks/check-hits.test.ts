/** Single hits that could hit nothing, or nothing that anybody could be right about: each is told, with the place and the way out. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { distributorWith, loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { processActors } from '../../../twin/core-parts.ts';
import { partnerPolicyOf } from '../../../twin/deciders/partner-policy.ts';
import { buildOutboundWorld } from '../../../world/outbound/build.ts';
import { ACTORS } from '../actors.ts';

function problemsOf(hit: string): string[] {
  return problemsIn(
    distributorWith(['systems:\n', `faults:\n  hits:\n    - { ${hit} }\n  source: assumption\n\nsystems:\n`]),
  );
}

test.each([
  'kind: call-lost, partner: WMS, message: reserveStock, key: 136',
  'kind: throttled, partner: TMS, message: requestRating, key: 17, attempt: 2, by: 2 min',
  'kind: event-lost, partner: WMS, message: stockReserved, key: 136, a: 1, from: 1 d, until: 2 d',
  'kind: call-lost, partner: Magpie Logistics, message: offerTender',
  'kind: zombie, actor: shipment, message: stockReserved, key: 136, by: 1 min',
])('%s: right', (hit) => {
  expect(problemsOf(hit)).toEqual([]);
});

test('those of the page on faults are right', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../../docs/faults.md', import.meta.url)), 'utf8');
  const [, block] = /```yaml\n(faults:\n {2}hits:\n[\s\S]*?)```/.exec(page)!;
  expect(problemsIn(distributorWith(['systems:\n', `${block}\nsystems:\n`]))).toEqual([]);
});

test.each<[string, RegExp]>([
  [
    'kind: call-lost, partner: WMSS, message: reserveStock, key: 1',
    /unknown partner: "WMSS"\. Did you mean "WMS"/,
  ],
  [
    'kind: call-lost, partner: WMS, message: reserveStok, key: 1',
    /unknown kind of message: "reserveStok"\. Did you mean "reserveStock"/,
  ],
  [
    'kind: call-lost, partner: WMS, message: stockReserved, key: 1',
    /call-lost does not hit "stockReserved", which partners send: it is hit by event-/,
  ],
  [
    'kind: event-lost, partner: WMS, message: reserveStock, key: 1',
    /event-lost does not hit "reserveStock", which the core sends: it is hit by call-/,
  ],
  [
    'kind: zombie, actor: ordr, message: timer, key: 1, by: 1 s',
    /unknown type of actor: "ordr"\. Did you mean "order"/,
  ],
  [
    'kind: call-delayed, partner: WMS, message: reserveStock, key: 1, by: 2 d',
    /partners know a message again for 48 h.*At most 12 h can be here/,
  ],
  [
    'kind: event-duplicated, partner: WMS, message: stockReserved, key: 1, by: 3 d',
    /the core knows a message again for 48 h/,
  ],
  [
    'kind: call-lost, partner: WMS, message: reserveStock, from: 2 d, until: 1 d',
    /1 d is not after from 2 d: nothing would be hit/,
  ],
  [
    'kind: call-lost, partner: WMS, message: reserveStock, key: 1, by: 2 d',
    /"by" does not go with this kind of faults/,
  ],
])('%s', (hit, message) => {
  const problems = problemsOf(hit);
  expect(problems.join('\n')).toMatch(message);
  expect(problems[0]).toMatch(/^mine\.yaml:\d+:\d+: /);
});

test('every actor of the library can be named', () => {
  const named = new Set<string>();
  for (const name of [
    'inbound-dock',
    'customs-heavy',
    'retail-replenishment',
    'returns-wave',
    'erp-migration',
  ]) {
    const world = buildOutboundWorld(outboundScenario(loadFrom(name)), 1);
    for (const actor of [...processActors(world), ...middlewareActors(partnerPolicyOf(world, 1), [])])
      named.add(actor.name);
  }
  expect([...named].filter((name) => !(ACTORS as readonly string[]).includes(name))).toEqual([]);
  expect(named.size).toBeGreaterThan(15);
});

/** Exploration: as often as it says, among what hard rules allow, with its probability on record, and keyed. Shown by whole runs with all invariants on. */
import { describe, expect, test } from 'vitest';
import type { AuditRecord } from '#orchestrator/decisions/audit-record';
import { firstBroken } from '#orchestrator/decisions/audit-record';
import type { DecisionRow } from '#testing/runs/decision-row';
import { ranModel, thumbArm, tyingWorld } from '#testing/runs/model-run';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { armOf } from './arm.ts';

const FLOOR = 0.05;
const explore = (floor: number) => ({ ...thumbArm(), exploration: { point: 'sourcing' as const, floor } });
const offered = ({ candidates, removed }: DecisionRow): number => Number(candidates) - Number(removed);
const isAside = ({ override }: DecisionRow): boolean => override === 'exploration';

const explored = await ranModel(explore(FLOOR));

describe('an exploring arm', () => {
  test('takes each other option as often as the floor says', () => {
    const { rows } = explored;
    const expected = rows.reduce((sum, row) => sum + FLOOR * (offered(row) - 1), 0);
    const aside = rows.filter(isAside).length;
    expect(expected).toBeGreaterThan(20);
    // Three standard deviations of a sum of yes and no.
    expect(Math.abs(aside - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });

  test('puts on record with which probability: of all options together 1', () => {
    for (const row of explored.rows) {
      const options = offered(row);
      if (isAside(row)) {
        expect(row.propensity).toBe(FLOOR);
        expect(row.recommended).not.toBe(row.chosen);
      } else if (row.chosen !== -1) {
        expect(row.propensity).toBeCloseTo(1 - (options - 1) * FLOOR, 12);
        expect(row.recommended).toBe(row.chosen);
      }
    }
    expect(firstBroken(explored.chain as unknown as AuditRecordOfRow[])).toBe(-1);
  });

  test('with a floor that leaves nothing all options are alike', async () => {
    const { rows } = await ranModel(explore(1));
    for (const row of rows.filter(({ chosen }) => chosen !== -1))
      expect(row.propensity).toBeCloseTo(1 / offered(row), 12);
    const best = rows.filter((row) => !isAside(row)).length / rows.length;
    const expected = rows.reduce((sum, row) => sum + 1 / offered(row), 0) / rows.length;
    expect(Math.abs(best - expected)).toBeLessThan(0.1);
  });

  test('the same seed explores the same; an order less moves no draw of the others', async () => {
    const again = await ranModel(explore(FLOOR));
    expect(again.twin.digests()).toEqual(explored.twin.digests());
    const first = explored.rows[0]!.entityKey as number;
    const less = await ranModel(explore(FLOOR), tyingWorld([first]));
    const drawn = (rows: readonly DecisionRow[]) =>
      new Map(rows.map((row) => [`${row.entityKey}/${row.attempt}`, isAside(row)]));
    const before = drawn(explored.rows);
    let same = 0;
    for (const [key, aside] of drawn(less.rows)) {
      const other = before.get(key);
      if (other === undefined) continue;
      if (other === aside) same += 1;
    }
    // What is offered may differ by what the missing order took: then another option may fall on the draw.
    expect(same).toBeGreaterThan(0.97 * less.rows.length);
  });

  test('nothing is explored elsewhere', () => {
    const others = explored.chain.filter(({ point }) => point !== 'sourcing');
    expect(others.length).toBeGreaterThan(20);
    for (const row of others) expect([row.propensity, isAside(row)]).toEqual([null, false]);
  });
});

type AuditRecordOfRow = AuditRecord & { readonly auditHash: string };

describe('in a scenario', () => {
  const with_ = (explore: string) =>
    loadFrom('mine.yaml', {
      'mine.yaml': `extends: quickstart\nname: mine\npolicies: [{ name: tries, sourcing: cheapest-feasible, explore: ${explore} }]\n`,
    });

  test('an arm says what it explores', () => {
    const scenario = outboundScenario(with_('{ point: carrier, floor: 0.1 }'));
    expect(armOf(scenario, scenario.policies[0]!)).toMatchObject({
      name: 'tries',
      exploration: { point: 'carrier', floor: 0.1 },
    });
    const sourcing = outboundScenario(with_('{ floor: 0.1 }'));
    expect(armOf(sourcing, sourcing.policies[0]!).exploration?.point).toBe('sourcing');
  });

  test.each([
    ['{ floor: 0 }', /0 explores nothing/],
    ['{ floor: 1.5 }', /floor/],
    ['{ floor: 0.1, point: carier }', /carier|point/],
    ['{ floor: 0.1, point: dock-slot }', /nobody asks about docks: nothing is said at `inbound\.dockPolicy`/],
  ])('%s is refused', (said, why) => {
    expect(problemsIn(with_(said)).join('\n')).toMatch(why);
  });
});

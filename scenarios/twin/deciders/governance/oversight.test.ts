/**
 * A model that is governed: what is off is not obeyed, answers in flight included; a mode is what the notes on record say at every decision;
 * the chain covers both; a run that is governed is a value, and a branch of it shares nothing. Where nobody governs, nothing is different.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { firstBroken } from '#orchestrator/decisions/audit-record';
import type { DecisionRow } from '#testing/runs/decision-row';
import {
  type GovernedRun,
  governedRun,
  governedWorld,
  hour,
  order,
  ranGoverned,
} from '#testing/runs/governed-run';
import { modelArm, modelOf, ranModel, recordOf, tyingWorld } from '#testing/runs/model-run';
import { type Inside, replaced } from '#testing/worlds/outbound-plants';
import { recordedAnswers } from '../../../host/answer-source.ts';
import { monitorOf } from '../../../world/outbound/governance.ts';
import { OutboundTwin } from '../../outbound-twin.ts';

const ROLLOUT = { rollout: { mode: 'canary', canaryShare: 0.5, salt: 'model' } } as const;
const KILLED = governedWorld({ orders: [order(30, 'promote'), order(50, 'kill')] });
const obeyed = ({ rows }: GovernedRun) =>
  rows.filter(({ fallback, mode }) => fallback === null && mode !== 'shadow');
/** When its answer counted. */
const settledAt = (row: DecisionRow): number => (row.now as number) + (row.latencyMs as number);

let killed: GovernedRun;
beforeAll(async () => {
  killed = await ranGoverned(KILLED, ROLLOUT);
});

describe('where nobody governs', () => {
  test('a world that governs other models, and has nothing to look at: the run of before, event for event', async () => {
    const before = await ranModel(modelArm(modelOf()));
    const beside = await ranGoverned(governedWorld({ models: ['another'] }));
    expect(beside.twin.digests()).toEqual(before.twin.digests());
    expect(beside.notes).toEqual([]);
  });

  test('a world that says nothing has no oversight at all', () => {
    expect(governedRun(tyingWorld()).twin.oversight).toBe(null);
  });
});

describe('the kill switch', () => {
  test('every change is on record, in its turn, with who and why', () => {
    expect(killed.notes.map(({ n, at, from, to, cause, by }) => [n, at, from, to, cause, by])).toEqual([
      [1, hour(0), 'canary', 'canary', 'start', 'plan'],
      [2, hour(30), 'canary', 'active', 'person', 'planner'],
      [3, hour(50), 'active', 'off', 'kill', 'planner'],
    ]);
  });

  test('from its instant on nothing is obeyed; answers in flight are given up, and are on record', () => {
    const made = obeyed(killed);
    expect(made.length).toBeGreaterThan(20);
    expect(Math.max(...made.map(settledAt))).toBeLessThanOrEqual(hour(50));
    const inFlight = killed.rows.filter((row) => (row.now as number) < hour(50) && settledAt(row) > hour(50));
    expect(inFlight.length).toBeGreaterThan(1);
    for (const row of inFlight)
      expect(row).toMatchObject({
        mode: 'off',
        fallback: 'stepped-down',
        override: 'baseline',
        policyDigest: expect.any(String),
      });
    expect(killed.rows.filter((row) => (row.now as number) > hour(50))).toEqual([]);
    expect(killed.alone.some((row) => (row.now as number) > hour(50))).toBe(true);
  });

  test('a canary has its share, and active all', () => {
    const counts = (from: number, until: number) =>
      [killed.rows, killed.alone].map(
        (rows) =>
          rows.filter(({ now }) => (now as number) >= hour(from) && (now as number) < hour(until)).length,
      );
    const [model, baseline] = counts(0, 30);
    expect(model! / (model! + baseline!)).toBeGreaterThan(0.3);
    expect(model! / (model! + baseline!)).toBeLessThan(0.7);
    expect(counts(30, 50)[1]).toBe(0);
  });

  test('an operator gives it between two events as well', async () => {
    const run = governedRun(governedWorld());
    run.twin.start();
    await run.twin.runQuiescent({ until: hour(40) });
    run.twin.oversight!.order({ do: 'kill', by: 'operator', reason: 'looks wrong' });
    await run.twin.runQuiescent();
    expect(run.notes.at(-1)).toMatchObject({ at: hour(40), to: 'off', cause: 'kill', by: 'operator' });
    expect(Math.max(...obeyed(run).map(settledAt))).toBeLessThanOrEqual(hour(40));
  });
});

test('an answer that was asked for before a promotion counts for the stage in which it was asked for', async () => {
  const run = governedRun(governedWorld({ orders: [order(50, 'promote')] }), ROLLOUT);
  run.twin.start();
  await run.twin.runQuiescent({ until: hour(80) });
  const { governor } = run.twin.oversight!.report()!;
  const came = run.rows.filter((row) => settledAt(row) > hour(50) && settledAt(row) <= hour(80));
  const inFlight = came.filter((row) => (row.now as number) < hour(50));
  expect(inFlight.length).toBeGreaterThan(0);
  expect(came.length).toBeGreaterThan(inFlight.length);
  expect(governor!.save().answers).toBe(came.length - inFlight.length);
});

test('of refusals a report has the first thousand notes, of changes all; on record are all', () => {
  const { twin } = governedRun(governedWorld());
  twin.start();
  const give = (what: 'kill' | 'step-down' | 'promote') =>
    twin.oversight!.order({ do: what, by: 'planner', reason: 'so' });
  give('kill');
  for (let i = 0; i < 1100; i++) give('step-down');
  give('promote');
  const { notes, governor } = twin.oversight!.report()!;
  expect([notes.length, governor!.noted]).toEqual([1001, 1103]);
  expect(notes.at(-1)).toMatchObject({ n: 1103, cause: 'person', from: 'off', to: 'shadow' });
});

describe('the audit chain', () => {
  test('covers changes of mode: as it was written it is right', () => {
    const links = killed.links();
    expect(links).toHaveLength(killed.all.length + 3);
    expect(firstBroken(links)).toBe(-1);
  });

  test.each([
    ['mode', 'active'],
    ['inputDigest', '["active",0,"planner","another reason"]'],
    ['override', 'monitor'],
    ['now', 7],
  ])('another %s of a note breaks it', (field, value) => {
    const links = killed.links();
    const at = links.findLastIndex(({ entityType }) => entityType === 'model');
    expect(firstBroken(links.with(at, { ...links[at]!, [field]: value }))).toBe(at);
    expect(firstBroken(links.toSpliced(at, 1))).toBe(at);
  });
});

describe('a governed run is a value', () => {
  test('its answers on record give it again, without the model', () => {
    const again = governedRun(KILLED, ROLLOUT, recordedAnswers(recordOf(killed.all)));
    again.twin.start();
    again.twin.run();
    expect(again.twin.digests()).toEqual(killed.twin.digests());
    expect(again.links()).toEqual(killed.links());
    expect(again.twin.host.auditTrail.head()).toBe(killed.twin.host.auditTrail.head());
  });

  test.each([10, 45])(
    'a branch at hour %i goes on as the run does, and shares nothing with it',
    async (hours) => {
      const monitors = [
        monitorOf({ of: 'committed', overBaseline: 0, sigmas: 0, window: 20, response: 'warn' }),
      ];
      const world = { ...KILLED, governance: { ...KILLED.governance!, monitors } };
      const run = governedRun(world, ROLLOUT);
      run.twin.start();
      await run.twin.runQuiescent({ until: hour(hours) });
      const snapshot = run.twin.snapshot();
      const branch = (): OutboundTwin => {
        const twin = new OutboundTwin({ world, policies: run.twin.policies, seed: 1 });
        twin.restore(snapshot);
        return twin;
      };
      const first = branch();
      await first.runQuiescent();
      await run.twin.runQuiescent();
      const second = branch();
      await second.runQuiescent();
      for (const twin of [first, second]) {
        expect(twin.digests()).toEqual(run.twin.digests());
        expect(twin.oversight!.report()!.notes).toEqual(run.notes);
        expect(twin.host.auditTrail.head()).toBe(run.twin.host.auditTrail.head());
      }
    },
  );

  test('a branch by another model begins where that one is said to be', async () => {
    const run = governedRun(KILLED, ROLLOUT);
    run.twin.start();
    await run.twin.runQuiescent({ until: hour(60) });
    const twin = new OutboundTwin({ world: KILLED, policies: run.twin.policies, seed: 1 });
    const other = modelArm(modelOf(), { name: 'other', modelDigest: 'other' });
    twin.restore(run.twin.snapshot(), { ...other, name: 'other' });
    await twin.runQuiescent();
    expect(twin.oversight!.report()).toMatchObject({ model: 'other', notes: [] });
    expect(twin.oversight!.report()!.tally.obeyed).toBeGreaterThan(0);
  });
});

test('an outcome is heard in an event of the core, and the last one after all orders are done', async () => {
  const late = monitorOf({ of: 'late', atMost: 1, window: 500, min: 2, response: 'warn' });
  const troubled = monitorOf({ of: 'troubled', atMost: 1, window: 500, min: 2, response: 'warn' });
  const run = governedRun(governedWorld({ monitors: [late, troubled] }), ROLLOUT);
  const owners: string[] = [];
  let owner = '';
  const oversight = run.twin.oversight as Inside;
  replaced(oversight, 'business', (right, ...event) => {
    owner = event[2];
    right(...event);
  });
  replaced(oversight.governor, 'outcome', (right, ...outcome) => {
    owners.push(owner);
    right(...outcome);
  });
  run.twin.start();
  await run.twin.runQuiescent();
  expect(owners.length).toBeGreaterThan(50);
  expect(new Set(owners)).toEqual(new Set(['core']));
  expect(oversight.open.size).toBe(0);
});

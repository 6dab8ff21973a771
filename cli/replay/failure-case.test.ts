/**
 * A failing case is told as it happened: who said what to whom, states before and after, faults by the names that `--without` takes. Shown by
 * cases that were adopted: they hold, and their faults happen all the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CaseStep, FailureCase } from '#reports/html/qa/failure-case';
import { renderFailurePage } from '#reports/html/qa/failure-page';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { Desk } from '#testing/outside/command-line';
import { runTrial } from '#testing/search/trial';
import { prepareScenario } from '../scenario-options.ts';
import { CaseSteps } from './case-steps.ts';
import { failureCaseOf } from './failure-case.ts';
import { OutsideNames } from './outside-names.ts';

const adopted = (name: string): string =>
  fileURLToPath(new URL(`../../scenarios/regressions/FAIL-${name}.scenario.yaml`, import.meta.url));

const told = new Map<string, Promise<FailureCase>>();
function caseOf(name: string): Promise<FailureCase> {
  const known = told.get(name) ?? failureCaseOf(adopted(name));
  told.set(name, known);
  return known;
}

function firstOf(steps: readonly CaseStep[], what: string): CaseStep {
  const found = steps.find((step) => step.what.startsWith(what));
  expect(found, what).toBeDefined();
  return found!;
}

describe('a case with faults of messages and of a worker', () => {
  const name = 'no-throw-32ac5061';

  test('begins with the order from outside, and says what the core makes of it', async () => {
    const { run, lanes } = await caseOf(name);
    expect(run.steps[0]).toMatchObject({
      lane: 'ERP',
      kind: 'business',
      what: 'orderReleased, orderPromised, orderValued',
      about: 'order 81',
      outside: 'order#81',
    });
    expect(run.steps[1]).toMatchObject({
      from: 'ERP',
      lane: 'order',
      what: 'salesOrderReleased',
      before: null,
      after: 'rating',
    });
    expect(firstOf(run.steps, 'sourcing: option')).toMatchObject({
      kind: 'decision',
      before: 'deciding',
      after: 'fulfilling',
      wrote: ['orderSourced'],
    });
    expect(firstOf(run.steps, 'reserveStock')).toMatchObject({ from: 'shipment', lane: 'WMS' });
    const sides = Object.fromEntries(lanes.map((lane) => [lane.name, lane.side]));
    expect(sides).toMatchObject({
      ERP: 'partner',
      order: 'core',
      middleware: 'core',
      WMS: 'partner',
      carrier: 'partner',
    });
    expect(
      lanes
        .map((lane) => lane.name)
        .filter((lane) => ['ERP', 'order', 'shipment', 'WMS', 'TMS'].includes(lane)),
    ).toEqual(['ERP', 'order', 'shipment', 'WMS', 'TMS']);
  });

  test('faults have the names that leave them out, and the run beside it is without the first', async () => {
    const { run, beside, events } = await caseOf(name);
    expect(firstOf(run.steps, 'call-delayed: releaseWave')).toMatchObject({
      kind: 'fault',
      outside: 'fault#1',
      lane: 'WMS',
    });
    expect(firstOf(run.steps, 'zombie: leaseGranted')).toMatchObject({
      kind: 'fault',
      outside: 'fault#2',
      lane: 'middleware',
    });
    expect(events.map((event) => [event.name, event.without])).toEqual([
      ['order#81', 'untried'],
      ['fault#1', 'untried'],
      ['fault#2', 'untried'],
    ]);
    expect(beside!.without).toEqual(['fault#1']);
    expect(beside!.run.steps.some(({ what }) => what.startsWith('call-delayed'))).toBe(false);
  });

  test('it holds, and a state of an actor that has finished is the one that it ended in', async () => {
    const { run } = await caseOf(name);
    expect([run.finding, run.end]).toEqual([null, 'the time of the scenario is up']);
    expect(run.steps.filter(({ lane, after }) => lane === 'order' && after === 'done')).toHaveLength(1);
  });
});

test('an outage that stops one message again and again has one name; what the core retries is told', async () => {
  const { run, subject } = await caseOf('settles-34d6a01d');
  const faults = run.steps.filter(({ kind }) => kind === 'fault');
  expect(faults.length).toBeGreaterThan(30);
  expect(new Set(faults.map(({ outside }) => outside))).toEqual(new Set(['fault#1']));
  expect(subject).toBe('load 152');
});

test('where one order alone is what happens, no run stands beside it; the page is whole', async () => {
  const failing = await caseOf('one-active-booking-26f0c327');
  expect([failing.beside, failing.events.map(({ name }) => name)]).toEqual([null, ['order#3']]);
  expect(renderFailurePage(failing)).toMatch(/^<!doctype html>[\s\S]*Holds now:[\s\S]*<\/html>\n$/);
});

test('what is to be left out beside it can be said', async () => {
  const { beside } = await failureCaseOf(adopted('no-throw-32ac5061'), ['fault#2']);
  expect(beside!.without).toEqual(['fault#2']);
  expect(beside!.run.steps.some(({ what }) => what.startsWith('zombie'))).toBe(false);
});

test('telling a run does not change it: it has as many events as one that nobody hears, and is told the same again', async () => {
  const name = 'no-throw-32ac5061';
  const { scenario, files, seed } = await prepareScenario({ ref: adopted(name) });
  const unheard = await runTrial({ scenario, files, seed });
  const known = await caseOf(name);
  expect(known.run.events).toBe(unheard.events);
  expect(await failureCaseOf(adopted(name))).toEqual(known);
});

test('a message that nobody takes is told where it was sent; one that is taken, where that is', async () => {
  const { scenario } = await prepareScenario({ ref: adopted('no-throw-32ac5061') });
  if (isRecorded(scenario)) throw new Error('it makes its orders');
  const steps = new CaseSteps(new OutsideNames(scenario));
  const { message, input } = steps.ears;
  message!(5, 6, 'orderRated', 'TMS', 3, 'core', 0, 3, 1, 81, 0, 0, null);
  message!(7, 8, 'orderRated', 'TMS', 3, 'core', 0, 3, 2, 81, 0, 0, null);
  input!(9, 'order', 81, 2, 'orderRated', 'partner', 3, 3, 1, 81, 0, 0, null);
  expect(steps.told()).toMatchObject([
    { at: 7, kind: 'undelivered', lane: 'TMS', what: 'orderRated', about: 'about 81' },
    { at: 9, kind: 'message', from: 'TMS', lane: 'order', about: 'order 81' },
  ]);
});

test('a place that somebody has edited into nonsense is about nothing', async () => {
  const desk = new Desk();
  try {
    const text = readFileSync(adopted('settles-86a0c19b'), 'utf8').replace(
      /^ {2}place: .*$/m,
      '  place: "((( [a"',
    );
    writeFileSync(desk.file('FAIL-odd.scenario.yaml'), text);
    const { subject, place } = await failureCaseOf(desk.file('FAIL-odd.scenario.yaml'));
    expect([subject, place]).toEqual(['', '((( [a']);
  } finally {
    desk.clear();
  }
});

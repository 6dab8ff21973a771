/**
 * The command that a run's page gives must be one that `dray sensitivity` takes, on the same scenario with the same settings: what changes what is
 * run is kept to the letter, quotes and all; what it doesn't know is asked for by name.
 */
import { expect, test } from 'vitest';
import { sensitivityCommand } from './sensitivity-command.ts';

const plausible = [{ path: 'platform.workers', low: '1', high: '4' }];
const arms = [{ policy: 'cheapest' }, { policy: 'fastest' }];
const commandOf = (reproduce: string, of: Partial<Parameters<typeof sensitivityCommand>[0]> = {}) =>
  sensitivityCommand({ reproduce, arms, plausible, ...of }, 'out');

test('scenario, seed, data, overlays, settings and end are kept; policies and fidelity are said anew or not at all', () => {
  expect(
    commandOf(
      `dray run 'my scenario.yaml' --data d --seed 'a b' --with 'it'\\''s' --set demand.days=1 --fidelity wire --until '3 d' --allow-host h:1`,
    ),
  ).toEqual({
    command: `dray sensitivity 'my scenario.yaml' --data d --seed 'a b' --with 'it'\\''s' --set demand.days=1 --until '3 d' --allow-host h:1 --candidate fastest --out out`,
    toFill: [],
  });
});

test('a policy of the command line is the candidate, but not one of another decision point', () => {
  expect(commandOf('dray run q --seed 1 --policy carrier=cheap --policy ./mine.ts')!.command).toBe(
    'dray sensitivity q --seed 1 --candidate ./mine.ts --out out',
  );
});

test('without ranges or a second policy the reader is told what to put in', () => {
  const { command, toFill } = commandOf('dray run q --seed 1', { arms: arms.slice(0, 1), plausible: [] })!;
  expect(command).toBe('dray sensitivity q --seed 1 --candidate POLICY --vary PATH=LOW..HIGH --out out');
  expect(toFill).toEqual([
    expect.stringMatching(/^POLICY: /),
    expect.stringMatching(/^PATH, LOW and HIGH: /),
  ]);
});

test('of a command that is none of a run there is none', () => {
  for (const strange of ['', 'dray', 'dray run', 'rm -rf x', "dray compare 'q'"])
    expect(commandOf(strange), strange).toBeNull();
});

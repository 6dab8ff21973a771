/** What a user wants to know of the phases that a scenario uses, a sentence each. */
import { DAY_MS } from '#sim/shifts/civil';
import type { AnyOutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { PhaseSettings, Way } from '../../phase-settings.ts';
import { phaseSettings, phasesUsed } from './phases.ts';

const DECIDED = { auto: 'by policy', confirm: 'confirmed', person: 'by a person', rule: 'by rule' } as const;

export function phaseFacts(scenario: AnyOutboundScenario): readonly string[] {
  return [...phasesUsed(scenario)].map((name) => sentenceOf(phaseSettings(scenario, name)));
}

function sentenceOf({ name, ways, decisions, settleBoundMs }: PhaseSettings): string {
  const all = [...ways.values()];
  const count = (kind: Way['kind']): number => all.filter((way) => way.kind === kind).length;
  const byWay = [
    [count('file'), 'by file'],
    [count('by-hand'), 'by hand'],
    [count('never'), 'never'],
  ] as const;
  const messages = byWay.filter(([kinds]) => kinds > 0).map(([kinds, way]) => `${kinds} ${way}`);
  const decided = Object.entries(decisions).map(([point, { by }]) => `${point} ${DECIDED[by]}`);
  return [
    `${name}: ${messages.length === 0 ? 'all messages directly' : `kinds of message ${messages.join(', ')}`}`,
    decided.length === 0 ? 'all decisions by policy' : decided.join(', '),
    ...(settleBoundMs === undefined ? [] : [`settles within ${Math.ceil(settleBoundMs / DAY_MS)} d`]),
  ].join('; ');
}

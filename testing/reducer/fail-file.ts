/**
 * `FAIL-<id>.scenario.yaml`: a failing case as a scenario that stands by itself. No `extends`, its orders and faults one by one, its seed, the
 * one policy; on top what happens, and what to type.
 */
import { createHash } from 'node:crypto';
import { Document, isCollection, isMap, isSeq, type Node } from 'yaml';
import type { Failure } from '#scenarios/schema/outbound/failure';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Finding } from '../search/finding.ts';
import { drawnIn } from './exogenous.ts';

/** Of what fits a line, in one. */
const FLOW_CHARACTERS_MAX = 110;
const WIDTH = 140;
const COMMENT_WIDTH = 120;

export interface FailCase {
  readonly scenario: OutboundScenario;
  readonly seed: string | number;
  readonly finding: Finding;
  readonly failure: Failure;
  /** Exogenous events that it was reduced from, and to. */
  readonly eventsBefore: number;
  readonly eventsAfter: number;
}

/**
 * The same for the same failure of the same scenario: a better reduction takes the place of the last one.
 *
 * @param laid overlays and values that were laid over the scenario
 */
export function idOf(
  scenario: Pick<OutboundScenario, 'name'>,
  seed: string | number,
  policy: string,
  { invariant, place }: Pick<Finding, 'invariant' | 'place'>,
  laid: readonly string[] = [],
): string {
  const text = [scenario.name, seed, policy, invariant, place, ...laid].join('\n');
  return `${invariant}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

export function fileNameOf(id: string): string {
  return `FAIL-${id}.scenario.yaml`;
}

/** @param id see `idOf` */
export function failText(id: string, fail: FailCase): string {
  const document = new Document(treeOf(id, fail), { aliasDuplicateObjects: false });
  if (isMap(document.contents))
    for (const { value } of document.contents.items) inLines(value as Node | null);
  return `${commentOf(id, fail)}${document.toString({ lineWidth: WIDTH, flowCollectionPadding: true })}`;
}

function treeOf(id: string, { scenario, seed, failure }: FailCase): object {
  const { ownProfiles: _p, ownTms: _t, ownFronts: _f, ownProcesses: _o, ...written } = scenario;
  const { dray, process, start, horizon, currency, demand, faults, title, ...rest } = written;
  const { orders, ...figures } = demand;
  const { name: _name, story: _story, seed: _seed, failure: _failure, ...others } = rest;
  return {
    dray,
    process,
    name: `fail-${id}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-'),
    title: `Breaks ${failure.invariant}, reduced from: ${title}`.slice(0, 120),
    story: `Reduced from the scenario ${scenario.name}. What happens stands under failure.story.`,
    failure,
    seed,
    start,
    horizon,
    currency,
    demand: { ...(orders === undefined ? {} : { orders }), ...figures },
    ...(faults === undefined ? {} : { faults }),
    ...others,
  };
}

function commentOf(id: string, fail: FailCase): string {
  const { scenario, seed, finding, failure, eventsBefore, eventsAfter } = fail;
  const at = new Date(finding.at).toISOString();
  const drawn = drawnIn(scenario);
  return [
    ...wrapped(failure.story),
    '',
    `  dray replay ${fileNameOf(id)}`,
    '',
    ...wrapped(
      `Breaks ${finding.invariant} (${finding.place}) at event ${finding.event}, ${at}, with seed ${seed}. ` +
        `${drawn === null ? `${eventsAfter} events from outside, reduced from ${eventsBefore}` : `Not reduced to its end: its ${drawn} are as the seed draws them`}` +
        `${failure.foundBy === undefined ? '' : `; found by: ${failure.foundBy}`}. Written by dray ${failure.dray}, format dray: 1.`,
    ),
  ]
    .map((line) => (line === '' ? '#\n' : `# ${line}\n`))
    .join('');
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll(/\s+/g, ' ').split(' ')) {
    if (line !== '' && line.length + 1 + word.length > COMMENT_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What is short stands in one line. */
function inLines(node: Node | null): void {
  if (!isCollection(node)) return;
  const isPlainList = isSeq(node) && !node.items.some(isCollection);
  if (isPlainList || JSON.stringify(node.toJSON()).length <= FLOW_CHARACTERS_MAX) {
    node.flow = true;
    return;
  }
  for (const item of node.items)
    inLines((isSeq(node) ? item : (item as { value: unknown }).value) as Node | null);
}

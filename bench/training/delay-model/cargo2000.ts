/**
 * Air-freight chains of the Cargo 2000 set as the point `delay-prediction` would show them: asked when the outgoing flight has departed from
 * the hub, whether the goods will be delivered after the end of the plan.
 *
 * 1. A chain is shown by what is known then: plans of all its legs, and minutes of what lies behind it. What comes later is the label alone.
 * 2. Legs and stops that a chain does not have are 0 in the set: number and hops of a leg tell.
 * Source: UCI Machine Learning Repository, Cargo 2000 Freight Tracking and Tracing (Metzger and others, 2015); minutes planned (p) and
 * effective (e) of reception (rcs), departures (dep), arrivals (rcf) and delivery (dlv), of up to three incoming legs and the outgoing one.
 */
import { DELAY_COLUMNS, type LabelledLoad } from './delay-model.ts';

const INCOMING = ['i1', 'i2', 'i3'] as const;
const MINUTES_PER_HOUR = 60;
/** As the point caps hours. */
const HOURS_MAX = 1008;

interface Leg {
  /** Minutes of each stage, in the order of the way. */
  readonly planned: readonly number[];
  readonly taken: readonly number[];
}

/** Throws where the text is no such set, naming what is missing. */
export function cargoChains(csv: string): readonly LabelledLoad[] {
  const [head = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const places = new Map(head.split(',').map((name, at) => [name.trim(), at]));
  const rows = lines.filter((line) => line.trim() !== '');
  return rows.map((line, no) => {
    const cells = line.split(',');
    return chainOf((name) => {
      const at = places.get(name);
      const value = at === undefined ? Number.NaN : Number(cells[at]);
      if (Number.isInteger(value)) return value;
      throw new Error(
        `line ${no + 2}: ${name} is "${at === undefined ? 'not in the head' : cells[at]}", whole minutes are needed. Give the file of the Cargo 2000 set as it comes`,
      );
    });
  });
}

function chainOf(cell: (name: string) => number): LabelledLoad {
  const incoming = INCOMING.flatMap((leg) => legOf(leg, cell) ?? []);
  const outgoing = legOf('o', cell);
  if (incoming.length === 0 || outgoing === null)
    throw new Error('a chain without legs on both sides of the hub');
  const plannedIn = Math.max(...incoming.map(({ planned }) => sum(planned)));
  const takenIn = Math.max(...incoming.map(({ taken }) => sum(taken)));
  // Reception at the hub and the first departure.
  const passed = 2;
  const plannedGone = plannedIn + sum(outgoing.planned.slice(0, passed));
  const gone = takenIn + sum(outgoing.taken.slice(0, passed));
  const planned = plannedIn + sum(outgoing.planned);
  const taken = takenIn + sum(outgoing.taken);
  const behind = gone - plannedGone;
  const atPace = plannedGone === 0 ? planned : (gone * planned) / plannedGone;
  const shown: Readonly<Record<string, number>> = {
    late: 1,
    planned: hours(planned),
    gone: hours(gone),
    behind: hours(behind),
    ahead: hours(-behind),
    slack: hours(-behind),
    over: hours(behind),
    rest: hours(planned - gone),
    underway: 1,
    paceOver: hours(atPace - planned),
    paceShort: hours(planned - atPace),
    // Nobody has kept a record of these carriers.
    record: 0,
    later: 0,
  };
  return { columns: DELAY_COLUMNS.map((name) => shown[name]!), late: taken > planned };
}

/** null = the chain has no such leg. */
function legOf(leg: string, cell: (name: string) => number): Leg | null {
  const hops = cell(`${leg}_hops`);
  if (hops === 0) return null;
  const stages = ['rcs'];
  for (let hop = 1; hop <= hops; hop++) stages.push(`dep_${hop}`, `rcf_${hop}`);
  stages.push('dlv');
  return {
    planned: stages.map((stage) => cell(`${leg}_${stage}_p`)),
    taken: stages.map((stage) => cell(`${leg}_${stage}_e`)),
  };
}

/** Rounded up, as the point does. */
function hours(minutes: number): number {
  return Math.min(HOURS_MAX, Math.max(0, Math.ceil(minutes / MINUTES_PER_HOUR)));
}

function sum(minutes: readonly number[]): number {
  return minutes.reduce((total, each) => total + each, 0);
}

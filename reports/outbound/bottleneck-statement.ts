/**
 * Which resource held shipments up, as a statement with its evidence: how full it was, how many waited and how long, what part of the
 * time before the road that was, and what would come next. Or that nothing was a bottleneck.
 *
 * 1. A wait alone makes no bottleneck: cut-offs and pickup times make shipments wait that no hand could have moved sooner. One is a
 *    resource that was full, or whose queue grew from third to third, and that held a good part of the time.
 * 2. A desk that was full is one, where what its tasks hold makes up a good part of it: a task about a load holds all of its shipments.
 * 3. Figures of who or what holds are of the time in which orders come in, warm-up left out (`holders.ts`): where a share of hours is of that
 *    time and not of the whole run, as elsewhere on the page, it says so.
 * 4. The orchestrator comes first where it did not keep up: it makes every queue behind it look better than it is.
 */
import type { OverTime } from '../aggregates/over-time/over-time.ts';
import { decimal, duration, share } from '../text/format.ts';
import { hours } from './bottleneck.ts';
import { wait, words } from './figures.ts';
import { type Holder, holdersOf, nodeBusy, tasksOpen, thirdOf, windowOf } from './holders.ts';
import type { OutboundArmReport } from './outbound-report.ts';
import { fullestTeam } from './people-words.ts';

type Arm = Pick<OutboundArmReport, 'nodeWork' | 'people' | 'platform'>;

/** From here on a resource is called full: queues are long before all hands are always busy. Source: assumption. */
const FULL_SHARE = 0.8;
/** What holds less of the time before the road is no bottleneck, however full. Source: assumption. */
const HELD_SHARE = 0.1;
/** A queue that grows may do so since the first day was quiet: without a full hand it has to hold more. Source: assumption. */
const GROWN_SHARE = 0.2;
/** A queue grows where each third has so many times the one before it, and the last so many more than the first. Source: assumption. */
const GROWN = 1.2;
const GROWN_BY = 5;

/** A sentence, and what it rests on, sentence by sentence. */
export interface Statement {
  readonly says: string;
  readonly because: readonly string[];
}

export function bottleneckStatement(arm: Arm, series: OverTime): Statement {
  const holders = holdersOf(arm, series);
  const [longest] = holders;
  if (arm.platform.fullHours > 0)
    return { says: `The bottleneck was the orchestrator: ${platformWords(arm)}`, because: next(holders) };
  if (longest === undefined) return { says: 'Nothing was held up before the road.', because: [] };
  const narrow = holders.find(
    (holder) =>
      (isFull(holder) && holder.share >= HELD_SHARE) || (hasGrown(holder) && holder.share >= GROWN_SHARE),
  );
  const others = holders.filter((holder) => holder !== narrow && holder !== longest);
  const desk = holders.find((holder) => (deskOf(holder, arm, series)?.share ?? 0) >= HELD_SHARE);
  if (desk !== undefined && (narrow === undefined || narrow === desk))
    return deskStatement(desk, arm, series, holders);
  const team = fullestTeam(arm.people);
  const more = [...(team === null ? [] : [`${capital(team)}.`]), ...next(others)];
  if (narrow === undefined) {
    const words = deskWords(longest, arm, series);
    return {
      says: fullest(arm, series),
      because: [
        `The longest wait before the road: ${waited(longest)}.`,
        ...(words.length === 0 ? [WHY[longest.kind]] : words),
        ...more,
      ],
    };
  }
  const another = narrow === longest ? [] : [`The longest wait was another one: ${waited(longest)}.`];
  return {
    says: [`The bottleneck was ${whoOf(narrow)}.`, ...deskWords(narrow, arm, series)].join(' '),
    because: [...evidence(narrow, series), ...another, ...more],
  };
}

/** A wait that no resource is to blame for. */
const WHY: Readonly<Record<Holder['kind'], string>> = {
  hands: 'Hands were free for most of their hours: it is waves and opening hours that make it long.',
  people: 'It is a matter of when people look at it, not of how many they are.',
  timetable: 'It is a matter of timetables, not of hands.',
  carriers: 'It is a matter of how fast carriers answer, and of how often a load is offered.',
};

function waited(holder: Holder): string {
  return figures(holder, ` for ${holder.what}`);
}

/** How many waited and how long: Little's law. */
function figures({ mean, eachMs, share: part }: Holder, what = ''): string {
  const each = eachMs === null ? '' : `, ${duration(eachMs)} each`;
  return `${decimal(mean, 1)} waited on average${what}${each}, ${share(part)} of the time before the road`;
}

function next([second]: readonly Holder[]): string[] {
  return second === undefined ? [] : [`The next longest wait: ${waited(second)}.`];
}

function isFull({ busyShare }: Holder): boolean {
  return (busyShare ?? 0) >= FULL_SHARE;
}

/** What waits for a timetable is more when more comes: nothing about it is narrow. */
function hasGrown({ kind, thirds }: Holder): boolean {
  if (kind === 'timetable' || thirds === null) return false;
  const [first, middle, last] = thirds;
  return middle >= GROWN * first && last >= GROWN * middle && last - first >= GROWN_BY;
}

/** Who or what it was, with how long it was waited. Whose hands are free are not it; where they work something is. */
function whoOf(holder: Holder): string {
  return holder.kind === 'people' || isFull(holder)
    ? `${holder.who}: ${waited(holder)}`
    : `${holder.what}: ${figures(holder)}`;
}

interface FullDesk {
  readonly name: string;
  readonly busyShare: number;
  readonly open: number;
  /** What its tasks hold of all that is held before the road. */
  readonly share: number;
}

/** A desk that was full, and has some of what is waited for; null = there is none. */
function deskOf(holder: Holder, { people }: Pick<Arm, 'people'>, series: OverTime): FullDesk | null {
  const team = people.find(({ role }) => role === holder.desk);
  if (team === undefined || team.busyShare === null || team.busyShare < FULL_SHARE) return null;
  const { tasks, shipments } = tasksOpen(series, team.role, windowOf(series));
  // What nobody ever answers may outlast the wait.
  const held = Math.min(shipments, holder.mean) / holder.mean;
  return { name: words(team.role), busyShare: team.busyShare, open: tasks, share: held * holder.share };
}

function deskWords(holder: Holder, arm: Arm, series: OverTime): string[] {
  const desk = deskOf(holder, arm, series);
  if (desk === null) return [];
  return [
    `Some of it waited for the ${desk.name}, busy for ${share(desk.busyShare)} of their hours, with ${decimal(desk.open, 1)} tasks open on average.`,
  ];
}

function deskStatement(holder: Holder, arm: Arm, series: OverTime, holders: readonly Holder[]): Statement {
  const { name, busyShare, open, share: part } = deskOf(holder, arm, series)!;
  const team = fullestTeam(arm.people);
  return {
    says: `The bottleneck was the ${name}, busy for ${share(busyShare)} of their hours: ${decimal(open, 1)} tasks were open on average, and what they held is ${share(part)} of the time before the road.`,
    because: [
      `They are part of the wait for ${holder.what}: ${figures(holder)}.`,
      ...(team === null ? [] : [`${capital(team)}.`]),
      ...next(holders.filter((each) => each !== holder)),
    ],
  };
}

function evidence(holder: Holder, series: OverTime): string[] {
  const { busyShare, thirds, kind } = holder;
  const found: string[] = [];
  if (thirds !== null && hasGrown(holder))
    found.push(`The queue grew from third to third: ${thirds.map((each) => decimal(each, 1)).join(', ')}.`);
  if (busyShare !== null)
    found.push(
      isFull(holder)
        ? `They were busy for ${share(busyShare)} of their paid hours ${period(series)}.`
        : `Workers were busy for ${share(busyShare)} of their paid hours ${period(series)} all the same: what is narrow is ${
            kind === 'hands' ? 'a single station, or how much a wave holds' : 'when they look at it'
          }, not the hands there are in all.`,
    );
  return found;
}

function platformWords({ platform }: Arm): string {
  const { fullHours, waitedMsMean, waitedMsMax } = platform;
  return `no worker of it was free in ${hours(fullHours)}, and inputs waited ${wait(waitedMsMean)} on average, ${wait(waitedMsMax)} at most.`;
}

/** What came nearest to being full. */
function fullest({ nodeWork, people, platform }: Arm, series: OverTime): string {
  const window = windowOf(series);
  const busy = [
    ...series.nodes.map((node) => ({
      name: `the workers of ${nodeWork.find(({ no }) => no === node.no)?.name ?? `node ${node.no}`}`,
      busyShare: nodeBusy(node, window),
      when: ` ${period(series)}`,
    })),
    ...people.map(({ role, busyShare }) => ({ name: `the ${words(role)}`, busyShare, when: '' })),
    { name: 'the orchestrator', busyShare: platform.busyShare, when: '' },
  ].flatMap(({ busyShare, ...each }) => (busyShare === null ? [] : [{ ...each, busyShare }]));
  const most = busy.reduce((x, y) => (y.busyShare > x.busyShare ? y : x));
  const figure = `${most.name}, busy for ${share(most.busyShare)} of their hours${most.when}`;
  const found =
    thirdOf(series, window) === 0
      ? 'No bottleneck was found in less than three days, too short to see a queue grow'
      : 'Nothing was a bottleneck';
  return most.busyShare >= FULL_SHARE
    ? `${found}: what was full held little: ${figure}.`
    : `${found}: nothing was full${thirdOf(series, window) === 0 ? '' : ', and no queue that held much grew'}. The fullest were ${figure}.`;
}

/** Of which part of the run a share of hours is. */
function period({ warmUpUntil, startAt }: OverTime): string {
  return (warmUpUntil ?? startAt) > startAt
    ? 'while orders came in (warm-up and work done later left out)'
    : 'while orders came in (work done later left out)';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

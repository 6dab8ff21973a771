/**
 * A carrier's behaviour, as a scenario writes it over a profile -> what its mock is set to.
 *
 * 1. What the scenario does not say stays the profile's; without a section the profile is the very same object.
 * 2. Which figure of the profile a key stands for is written once, in `FIGURES`: reports of what is assumed go by it, too.
 */
import type { CarrierProfile, RouteStep } from '#mock-systems/carriers/settings';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { Distribution } from '#sim/random/distributions';
import type { DurationDistribution } from '../../../schema/distributions.ts';
import type { BehaviourSection } from '../../../schema/outbound/behaviour.ts';
import { profileOf, type WithOwnParts } from '../../../schema/own-parts.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';
import { drawnDays, drawnMs, drawnShare } from '../../draws.ts';

/** A carrier of a scenario, as far as it matters here. */
export interface WithBehaviour {
  readonly profile: string;
  readonly behaviour?: BehaviourSection | undefined;
}

/** The profile that a carrier of a scenario has, with what the scenario says otherwise. */
export function behaviourOf(scenario: WithOwnParts, { profile, behaviour }: WithBehaviour): CarrierProfile {
  const found = profileOf(scenario, profile);
  return behaviour === undefined ? found : behaved(found, behaviour);
}

type Section = { readonly [key: string]: unknown };
type Read = (value: never) => unknown;
/** By key of the section: the figure of the profile's group, and how it is read. */
type Figures = Readonly<Record<string, readonly [figure: string, read: Read]>>;

const same: Read = (value) => value;
const times: Read = (value: DurationDistribution) => drawnMs(value);
const days: Read = (value: DurationDistribution) => drawnDays(value);
const shares: Read = (value: Parameters<typeof drawnShare>[0]) => drawnShare(value);
const ms: Read = (value: string) => durationMs(value);
const minor: Read = (value: string) => Math.round(moneyMinor(value));

/** By section: the group of the profile that it is about, and its figures. */
const FIGURES = {
  acceptance: {
    group: 'acceptance',
    figures: {
      rejections: ['rejectionFactor', same],
      answer: ['answerMs', times],
      silent: ['silentShare', same],
      lateAcceptances: ['lateAcceptanceShare', same],
      lateAcceptanceAfter: ['lateAcceptanceMs', times],
      counters: ['counterShare', same],
      counterMarkup: ['counterMarkup', shares],
      reasons: ['reasonWeights', same],
    },
  },
  pickup: {
    group: 'pickup',
    figures: {
      within: ['deviationMs', around],
      late: ['lateShare', same],
      lateBy: ['lateMs', times],
      freeTime: ['freeTimeMs', ms],
      detentionPerHour: ['detentionPerHourMinor', minor],
    },
  },
  transit: {
    group: 'transit',
    figures: {
      late: ['lateShare', same],
      early: ['earlyShare', same],
      lateBy: ['lateDays', days],
      earlyBy: ['earlyDays', days],
      sameDay: ['sameDayMs', ms],
    },
  },
  milestones: {
    group: 'reporting',
    figures: {
      route: ['route', steps],
      refusedCode: ['refusedCode', same],
      lostCode: ['lostCode', same],
      lag: ['lagMs', times],
      missing: ['missingShare', same],
      repeated: ['repeatedShare', same],
      outOfOrder: ['outOfOrderShare', same],
      unknownCode: ['unknownCodeShare', same],
      repeatedAfter: ['repeatedAfterMs', times],
      unknownCodes: ['unknownCodes', same],
      delayNotices: ['delayNoticeShare', same],
      estimates: ['estimates', same],
      estimateError: ['estimateError', shares],
      statusSilent: ['statusSilentShare', same],
      statusAnswer: ['statusAnswerMs', times],
    },
  },
  delivery: {
    group: 'delivery',
    figures: {
      lost: ['lostShare', same],
      damaged: ['damagedShare', same],
      refused: ['refusedShare', same],
      lostAfter: ['lostAfterMs', ms],
      proofAfter: ['podLagMs', times],
      proofMissing: ['podMissingShare', same],
    },
  },
  expedite: {
    group: 'expedite',
    figures: {
      accepted: ['acceptedShare', same],
      answer: ['answerMs', times],
      remaining: ['remainingFactor', same],
    },
  },
  hold: {
    group: 'hold',
    figures: {
      accepted: ['acceptedShare', same],
      answer: ['answerMs', times],
      readyAfter: ['readyAfterMs', ms],
    },
  },
  invoices: {
    group: 'freight',
    figures: {
      after: ['billAfterDeliveryMs', times],
      errors: ['errorShare', same],
      errorKinds: ['errorWeights', same],
      rateError: ['rateError', shares],
      weightError: ['weightError', shares],
      fuelError: ['fuelError', shares],
      accessorialError: ['accessorialError', shares],
      accessorialCode: ['accessorialCode', same],
      duplicateAfter: ['duplicateAfterMs', times],
      disputeAnswer: ['disputeAnswerMs', times],
      corrected: ['correctedShare', same],
      conceded: ['concededShare', same],
    },
  },
  claims: {
    group: 'claims',
    figures: {
      answer: ['answerMs', times],
      full: ['fullShare', same],
      part: ['partShare', same],
      partCredit: ['partCredit', shares],
    },
  },
} as const satisfies Readonly<
  Record<
    Exclude<keyof BehaviourSection, 'dangerousGoods' | 'source'>,
    { readonly group: keyof CarrierProfile; readonly figures: Figures }
  >
>;

type SectionName = keyof typeof FIGURES;
const SECTIONS = Object.keys(FIGURES) as readonly SectionName[];

function behaved(profile: CarrierProfile, behaviour: BehaviourSection): CarrierProfile {
  const { dangerousGoods = profile.dangerousGoods } = behaviour;
  const changed = SECTIONS.flatMap((name) => {
    const section = behaviour[name] as Section | undefined;
    if (section === undefined) return [];
    const { group, figures } = FIGURES[name];
    return [[group, over(profile[group], section, figures)] as const];
  });
  return { ...profile, dangerousGoods, ...Object.fromEntries(changed) };
}

/** A group of the profile with the figures that the section has; weights of kinds one by one. */
function over(group: object, section: Section, figures: Figures): object {
  const before = group as Section;
  const said = Object.entries(section).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const [figure, read] = figures[key]!;
    const now = read(value as never);
    return [[figure, WEIGHTS.has(figure) ? { ...(before[figure] as object), ...(now as object) } : now]];
  });
  return { ...before, ...Object.fromEntries(said) };
}

const WEIGHTS: ReadonlySet<string> = new Set(['reasonWeights', 'errorWeights']);

/** `group.figure` of the profile for everything that a section says. */
export function figuresSaid(behaviour: BehaviourSection): readonly string[] {
  return SECTIONS.flatMap((name) => {
    const { group, figures } = FIGURES[name];
    const known: Figures = figures;
    return Object.keys(behaviour[name] ?? {}).map((key) => `${group}.${known[key]![0]}`);
  });
}

function around({ early, late }: { readonly early: string; readonly late: string }): Distribution {
  const [min, max] = [-durationMs(early), durationMs(late)];
  return min === max ? { kind: 'constant', value: 0 } : { kind: 'triangular', min, mode: 0, max };
}

function steps(
  route: NonNullable<NonNullable<BehaviourSection['milestones']>['route']>,
): readonly RouteStep[] {
  return route.map(({ milestone, code, at }) => ({ milestone: MILESTONE[milestone], rawCode: code, at }));
}

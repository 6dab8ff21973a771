/**
 * Who oversees the model of a run: its governor where the scenario has one, what it is shown wrongly where that is planted, and what it
 * has cost beside the baseline.
 *
 * 1. Orders of persons are events of the calendar, looks at monitors as well: a look is due at the next whole interval after anything was
 *    seen, so that nothing keeps a run alive in which nothing happens.
 * 2. It sees what the core sees, when the core sees it: answers as they are judged, outcomes by the core's own events.
 * 3. Its state is plain data and part of a copy of the run. A branch by the same model goes on in its stage; by another it begins where
 *    that one's plan says.
 * 4. Where the scenario says nothing of either, it is not there, and a run is what it was.
 */
import {
  Governor,
  type ModeNote,
  type Order,
  type SavedGovernor,
} from '#orchestrator/decisions/governance/governor';
import { stageOf, usualStages } from '#orchestrator/decisions/governance/mode-plan';
import type { GovernedModel } from '#orchestrator/decisions/governance/mode-record';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINTS } from '#orchestrator/decisions/points';
import type { Rollout } from '#orchestrator/decisions/rollout';
import { assert } from '#sim/assert';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Ask, Decided } from '../../../host/ports.ts';
import type { BusinessWatcher } from '../../../host/signals.ts';
import type { FeatureFault, GovernanceSettings } from '../../../world/governance-settings.ts';
import { hasOutcomes, type Outcome } from '../../../world/outcome-points.ts';
import type { Answered, ModelOversight, PointModel } from '../model-policy.ts';
import { misread } from './misread.ts';
import { OpenDecisions, type SavedDecisions } from './open-decisions.ts';
import { emptyTally, type ModelTally } from './tally.ts';

export interface OversightOptions {
  readonly kernel: Kernel;
  readonly startAt: number;
  readonly settings: GovernanceSettings | undefined;
  readonly faults: readonly FeatureFault[];
  /** Puts a note on record. */
  readonly noted: (model: GovernedModel, note: ModeNote) => void;
}

interface Saved {
  readonly model: string;
  readonly governor: SavedGovernor | null;
  readonly open: SavedDecisions;
  readonly notes: readonly ModeNote[];
  readonly tally: ModelTally;
  readonly lookDue: boolean;
}

/** Notes kept for a report, but for changes of mode, of which persons' orders are the bound; each is on record. */
const NOTES_MAX = 1000;
const OF_OUTCOMES: ReadonlySet<string> = new Set<Outcome>(['late', 'troubled', 'billed', 'outcome-drift']);
const KEY_MASK = 0x7fffffff;

export class Oversight implements BusinessWatcher, ModelOversight {
  readonly name = 'governance';
  private readonly options: OversightOptions;
  private readonly onLook: HandlerNo;
  private readonly onOrder: HandlerNo;
  private readonly open: OpenDecisions;
  private model: PointModel | null = null;
  private governor: Governor | null = null;
  /** A monitor watches outcomes. */
  private readonly hearsOutcomes: boolean;
  private notes: ModeNote[] = [];
  private tally: ModelTally = emptyTally();
  /** A look is on the calendar. */
  private lookDue = false;

  constructor(options: OversightOptions) {
    const { kernel, settings } = options;
    this.options = options;
    this.hearsOutcomes = settings?.monitors.some(({ of }) => OF_OUTCOMES.has(of)) ?? false;
    this.onLook = kernel.handler('governance.look', () => this.look());
    this.onOrder = kernel.handler('governance.order', (no) => {
      this.order(options.settings!.orders[no]!.order);
    });
    this.open = new OpenDecisions((of, by, under, value, base) => {
      this.governor?.outcome(of, by, under, value, base);
      this.seen();
    });
  }

  /** Whose model it is from now on; a snapshot that is of the same one brings its state. */
  follow(model: PointModel | null): void {
    this.model = model;
    this.governor = model === null ? null : governorOf(model, this.options.settings);
    this.open.clear();
    this.notes = [];
    this.tally = emptyTally();
  }

  /** Puts the first events on the calendar; not after a restore. */
  start(): void {
    const { kernel, settings } = this.options;
    settings?.orders.forEach(({ at }, no) => {
      kernel.schedule(this.onOrder, at, no);
    });
    if (this.governor !== null) this.note(this.governor.begin(kernel.now));
  }

  get isGoverned(): boolean {
    return this.governor !== null;
  }

  get entered(): number | undefined {
    return this.governor?.changes;
  }

  /** How far the model is trusted now. */
  rolloutOf({ rollout }: PointModel): Rollout {
    return this.governor?.rollout(rollout.salt) ?? rollout;
  }

  /** A person orders something, now: between two events, or in one of the calendar. No order to whom nobody governs. */
  order(order: Order): void {
    if (this.governor !== null) this.note(this.governor.order(this.options.kernel.now, order));
  }

  /** What a model is shown of a question; wrong where it is planted so. */
  shown(ask: Pick<Ask, 'point' | 'now'>, features: Float32Array): Float32Array {
    return misread(this.options.faults, ask, features);
  }

  /** The model's answer is judged. */
  answered({ ask, decided, obeyed, features, baselineChosen, under }: Answered): void {
    const { governor } = this;
    const used = obeyed && decided.fallback === null && decided.model?.override === null;
    const recommended = decided.model?.recommended ?? -1;
    const committed = committedOf(ask, recommended, baselineChosen);
    if (used) this.count(ask, committed);
    if (governor === null) return;
    const askedUnder = under ?? governor.changes;
    const { latencyMs, fallback, score } = decided;
    // What was stepped down before it came says nothing of the stage that it is in now.
    if (fallback !== 'stepped-down')
      governor.answered({ latencyMs, fellBack: fallback !== null, score, features, committed, askedUnder });
    if (used) this.track(ask, 'model', committed?.baselineMinor ?? null, askedUnder);
    this.seen();
  }

  /** Any decision goes on record; of those that no model had a say in the ones of its point are the baseline's. */
  decided(ask: Ask, { model, chosen, person }: Decided): void {
    if (this.governor === null || model !== undefined || person !== undefined || chosen < 0) return;
    if (ask.point !== this.model!.point) return;
    this.track(ask, 'baseline', minorOf(ask, chosen), this.governor.changes);
    this.seen();
  }

  business(
    _now: number,
    event: string,
    owner: string,
    entityType: string,
    key: number,
    _n: number,
    a: number,
  ): void {
    if (owner === 'core' && this.open.size > 0) this.open.event(event, entityType, key, a);
  }

  /** What a report tells of it; null = there is no model. */
  report(): OversightReport | null {
    const { model, governor, options } = this;
    if (model === null) return null;
    const wrong = options.faults.filter(({ point }) => point === model.point);
    return {
      model: model.name,
      point: model.point,
      governor,
      notes: this.notes,
      tally: this.tally,
      wrongFrom: wrong.length === 0 ? null : Math.min(...wrong.map(({ fromAt }) => fromAt)),
      rollout: model.rollout,
    };
  }

  save(): Saved {
    const { governor, open, notes, tally, lookDue } = this;
    return {
      model: this.identity(),
      governor: governor?.save() ?? null,
      open: open.save(),
      notes: [...notes],
      tally: { ...tally },
      lookDue,
    };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.lookDue = saved.lookDue;
    if (saved.model !== this.identity()) {
      this.follow(this.model);
      return;
    }
    if (saved.governor !== null) this.governor!.load(saved.governor);
    this.open.load(saved.open);
    this.notes = [...saved.notes];
    this.tally = { ...saved.tally };
  }

  private identity(): string {
    const { model, governor } = this;
    return model === null ? '' : `${model.point} ${model.name} ${model.modelDigest} ${governor !== null}`;
  }

  private look(): void {
    const { now } = this.options.kernel;
    this.lookDue = false;
    this.open.forget(now);
    for (const note of this.governor?.check(now) ?? []) this.note(note);
  }

  /** Something was seen: it is looked at when the interval is over. */
  private seen(): void {
    const { kernel, settings, startAt } = this.options;
    if (this.lookDue || settings === undefined || settings.monitors.length === 0) return;
    const every = settings.checkEveryMs;
    const intervals = Math.floor((kernel.now - startAt) / every) + 1;
    this.lookDue = true;
    kernel.schedule(this.onLook, startAt + intervals * every);
  }

  private track(ask: Ask, by: 'model' | 'baseline', quoteMinor: number | null, under: number): void {
    if (!this.hearsOutcomes || !hasOutcomes(ask.point, 'late')) return;
    this.open.add(ask.entityType, ask.entityKey, { by, under, at: ask.now, quoteMinor });
  }

  private count({ point, now }: Ask, committed: Committed | null): void {
    const { tally, options } = this;
    tally.obeyed += 1;
    if (committed !== null) tally.extraMinor += committed.minor - committed.baselineMinor;
    if (!options.faults.some((fault) => isWrong(fault, point, now))) return;
    tally.misread += 1;
    if (committed === null) return;
    if (committed.minor > committed.baselineMinor) tally.misreadDearer += 1;
    tally.misreadExtraMinor += committed.minor - committed.baselineMinor;
  }

  private note(note: ModeNote): void {
    const changes = note.cause !== 'warning' && note.cause !== 'refused';
    if (changes || this.notes.length < NOTES_MAX) this.notes.push(note);
    this.options.noted(modelOf(this.model!), note);
  }
}

/** What a report is made of. */
export interface OversightReport {
  readonly model: string;
  readonly point: string;
  readonly governor: Governor | null;
  /** Every change; of warnings and refusals the first. */
  readonly notes: readonly ModeNote[];
  readonly tally: ModelTally;
  /** When it is first shown something wrong; null = never. */
  readonly wrongFrom: number | null;
  /** How far it is trusted where nobody governs it. */
  readonly rollout: Rollout;
}

interface Committed {
  readonly minor: number;
  readonly baselineMinor: number;
}

function modelOf({ name, point, modelDigest }: PointModel): GovernedModel {
  return { key: codeOf(name) & KEY_MASK, name, point, digest: modelDigest };
}

function governorOf(model: PointModel, settings: GovernanceSettings | undefined): Governor | null {
  if (settings === undefined) return null;
  const { models, monitors } = settings;
  if (models !== null && !models.includes(model.name)) return null;
  const stages = settings.stages ?? usualStages(model.rollout);
  const first = stageOf(stages, model.rollout);
  assert(
    first >= 0,
    `model "${model.name}" begins in mode ${model.rollout.mode}, which is no stage of its plan`,
  );
  const columns = POINTS[model.point].features.columns.map(({ name }) => name);
  const watched = monitors.map((monitor) => ({
    ...monitor,
    columns: monitor.columns.map((name) => columns.indexOf(name)),
  }));
  return new Governor({ stages, first, monitors: watched, columns });
}

function isWrong({ point, fromAt, untilAt }: FeatureFault, of: string, now: number): boolean {
  return point === of && now >= fromAt && now < untilAt;
}

function committedOf(ask: Ask, recommended: number, baseline: number): Committed | null {
  const minor = minorOf(ask, recommended);
  const baselineMinor = minorOf(ask, baseline);
  return minor === null || baselineMinor === null ? null : { minor, baselineMinor };
}

function minorOf({ point, options }: Ask, chosen: number): number | null {
  const described: AnyPoint = POINTS[point];
  return chosen < 0 ? null : (described.commitsMinor?.(options[chosen]) ?? null);
}

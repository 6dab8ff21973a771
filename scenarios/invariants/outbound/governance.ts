/**
 * How far models are trusted: what their modes on record allow, against what is done by them.
 *
 * 1. off-never-obeyed: a decision that counts by a governed model's own advice is made while its last mode on record is canary or active,
 *    and says that mode. After a kill that is none, answers in flight included.
 * 2. raised-by-person: a mode gets higher only where a person is the cause on record.
 *
 * Known from the events alone, so that a governor that errs is found.
 */
import { CAUSES } from '#orchestrator/decisions/governance/governor';
import { MODES, type Mode } from '#orchestrator/decisions/rollout';
import { codeOf } from '#sim/digest';
import type { Ask, Decided } from '../../host/ports.ts';
import { type Rules, violated } from './part.ts';

const OBEYED = 'off-never-obeyed';
const RAISED = 'raised-by-person';
const KEY_MASK = 0x7fffffff;

export class GovernanceRules {
  readonly rules: Rules = {
    modelModeChanged: (_time, model, n, mode, cause) => this.changed(model, n, mode, cause),
  };
  /** Mode by number of the model; those that nobody governs are not in it. */
  private modes = new Map<number, number>();

  /** A decision goes on record. */
  decided({ point, entityType, entityKey }: Ask, { policy, mode, model, fallback, chosen }: Decided): void {
    if (this.modes.size === 0 || model === undefined || mode === 'shadow') return;
    const now = this.modes.get(codeOf(policy) & KEY_MASK);
    if (now === undefined || fallback !== null || model.override !== null || chosen < 0) return;
    const on = MODES[now]!;
    if ((on === 'canary' || on === 'active') && mode === on) return;
    violated(OBEYED, `${entityType} ${entityKey}: ${point} by "${policy}" as ${mode}; it is ${on} on record`);
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.modes);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.modes = new Map(saved);
  }

  private changed(model: number, n: number, mode: number, cause: number): void {
    const before = this.modes.get(model);
    this.modes.set(model, mode);
    if (before === undefined || mode <= before || CAUSES[cause] === 'person') return;
    const [was, is]: readonly (Mode | undefined)[] = [MODES[before], MODES[mode]];
    violated(RAISED, `model ${model}: ${was} to ${is} by note ${n}, and its cause is ${CAUSES[cause]}`);
  }
}

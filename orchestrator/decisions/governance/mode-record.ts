/** A note on a model's mode as a record of the audit chain: it stands between decisions, in the order in which they were made. */
import type { AuditRecord } from '../audit-record.ts';
import type { ModeNote } from './governor.ts';

/** Kind of thing that such a record is about. */
export const MODEL = 'model';

export interface GovernedModel {
  /** Number of it. */
  readonly key: number;
  readonly name: string;
  readonly point: string;
  /** SHA-256 of its file, 16 digits. */
  readonly digest: string;
}

/** What it says beside its names goes into the digest of the input, so that no figure can be changed. */
export function recordOfMode(model: GovernedModel, note: ModeNote): AuditRecord {
  const { at, n, from, to, share, cause, by, reason } = note;
  return {
    now: at,
    point: model.point,
    entityType: MODEL,
    entityKey: model.key,
    attempt: n,
    policy: model.name,
    mode: to,
    modelDigest: model.digest,
    inputDigest: JSON.stringify([from, share, by, reason]),
    answer: null,
    recommended: -1,
    chosen: -1,
    override: cause,
    fallback: null,
    candidates: 0,
    removed: 0,
    ruledOut: null,
    score: null,
    confidence: null,
    propensity: null,
    latencyMs: 0,
  };
}

/** A note in the chain, and how many decisions stand before it. */
export interface ChainedMode<Link> {
  readonly decisions: number;
  readonly link: Link;
}

/** Decisions and notes in the order of the chain; notes of one place in their own. */
export function interleaved<Link>(decisions: readonly Link[], modes: readonly ChainedMode<Link>[]): Link[] {
  const links: Link[] = [];
  let at = 0;
  for (const { decisions: before, link } of modes) {
    for (; at < before && at < decisions.length; at++) links.push(decisions[at]!);
    links.push(link);
  }
  return [...links, ...decisions.slice(at)];
}

/** Place of the first decision by a model's own advice in another mode than the last note says; -1 = there is none. */
export function firstAgainstItsMode(chain: readonly AuditRecord[]): number {
  return chain.findIndex(modeJudge());
}

/** Told the records of a chain one after the other; true = a decision by a model's own advice in another mode than the last note says. */
export function modeJudge(): (record: AuditRecord) => boolean {
  const modes = new Map<string, string>();
  return ({ entityType, policy, mode, answer, override, fallback, chosen }) => {
    if (entityType === MODEL) {
      modes.set(policy, mode);
      return false;
    }
    const own = answer !== null && override === null && fallback === null && chosen >= 0 && mode !== 'shadow';
    const on = modes.get(policy);
    return own && on !== undefined && (mode !== on || on === 'off');
  };
}

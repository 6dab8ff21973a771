/**
 * The audit trail that every run has, recorded or not: for each decision one entry, chained, in whole numbers.
 *
 * 1. An entry takes in who decided what, of what was offered, by which policy or model and its score, whether it was obeyed, and
 *    the figures of the question: context, options, and of each view its version and age, which stand for what is in it.
 * 2. Entries are chained: whatever is left out, added or changed changes the head, and the head is part of a copy of the run.
 * 3. Of the question the numbers count, not the names of fields: this costs some hundred nanoseconds, where `inputDigest`, which
 *    a recording holds, takes some microseconds.
 */
import type { ModeNote } from '#orchestrator/decisions/governance/governor';
import type { GovernedModel } from '#orchestrator/decisions/governance/mode-record';
import { codeOf, OrderedDigest } from '#sim/digest';
import type { Ask, Decided } from './ports.ts';

export interface SavedTrail {
  readonly entries: number;
  readonly chain: readonly number[];
}

/** Stands for what is not there: no index, code or figure is it. */
const NONE = -0x5eed;

export class AuditTrail {
  /** Decisions so far. */
  entries = 0;
  private readonly chain = new OrderedDigest();

  note(ask: Ask, decided: Decided): void {
    const { chain } = this;
    const { model, instead } = decided;
    const override = instead?.by ?? model?.override ?? null;
    this.entries += 1;
    chain.entry(
      codeOf(ask.point),
      ask.entityKey | 0,
      ask.attempt,
      codeOf(decided.policy),
      decided.chosen,
      decided.removed,
    );
    chain.float(ask.now);
    chain.entry(
      codeOf(decided.mode),
      decided.fallback === null ? NONE : codeOf(decided.fallback),
      model?.recommended ?? decided.chosen,
      override === null ? NONE : codeOf(override),
      decided.score ?? NONE,
      decided.confidence ?? NONE,
    );
    if (decided.propensity !== null) chain.number(decided.propensity);
    if (model !== undefined && model.digest !== null) chain.int(codeOf(model.digest));
    for (let i = 0; i < ask.views.length; i++) {
      const { key, version, ageMs } = ask.views[i]!;
      chain.entry(i, key, version, 0, ageMs ?? NONE, 0);
    }
    this.figures(ask.context);
    chain.int(ask.options.length);
    for (let i = 0; i < ask.options.length; i++) this.figures(ask.options[i]);
  }

  /** Chained as decisions are, and counted as none. */
  noteMode({ key, digest }: GovernedModel, { at, n, from, to, share, cause, by, reason }: ModeNote): void {
    const { chain } = this;
    chain.entry(codeOf('mode'), key, n, codeOf(from), codeOf(to), codeOf(cause));
    chain.float(at);
    chain.float(share);
    for (const text of [digest, by, reason]) chain.int(codeOf(text));
  }

  /** 16 hexadecimal digits. */
  head(): string {
    return this.chain.hex();
  }

  save(): SavedTrail {
    return { entries: this.entries, chain: this.chain.save() };
  }

  load({ entries, chain }: SavedTrail): void {
    this.entries = entries;
    this.chain.load(chain);
  }

  /** The numbers in a plain value, in the order of its fields. */
  private figures(value: unknown): void {
    if (typeof value === 'number') this.chain.number(value);
    else if (typeof value === 'boolean') this.chain.int(value ? 1 : 0);
    else if (Array.isArray(value)) {
      this.chain.int(value.length);
      for (let i = 0; i < value.length; i++) this.figures(value[i]);
    } else if (value !== null && typeof value === 'object') {
      for (const field in value) this.figures((value as Readonly<Record<string, unknown>>)[field]);
    }
  }
}

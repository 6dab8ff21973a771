/**
 * `dray env` line by line: a JSON object in, one out. `python/dray_env.py` is a client of it, docs/guides/python.md tells the format.
 *
 * 1. The same lines give the same lines, byte for byte.
 * 2. A line that is none is answered with what is wrong with it, and the episode stands where it stood.
 */
import type { DecisionEnvironment, Step } from '#bench/environment/decision-environment';
import { NoSuchAction } from '#bench/environment/decision-environment';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';

export interface ServedEnvironment {
  readonly environment: DecisionEnvironment;
  readonly scenario: string;
  readonly currency: string;
  readonly point: DecisionPoint;
  readonly optionsMax: number;
  /** Of episode n, from 0, where a reset names none. */
  readonly seedOf: (episode: number) => string | number;
}

/** Longer ones are no commands. */
const LINE_MAX = 1 << 16;

export class EnvironmentLines {
  private readonly served: ServedEnvironment;
  private readonly columns: number;
  private readonly write: (line: string) => void;
  /** Texts of masks by how many options there are, of those that there were. */
  private readonly masks = new Map<number, string>();
  private rest = '';
  private line = 0;
  private episodes = 0;

  constructor(served: ServedEnvironment, write: (line: string) => void) {
    this.served = served;
    this.write = write;
    this.columns = POINTS[served.point].features.columns.length;
  }

  /** Takes what came, in whatever pieces. Rejects with what breaks in the run, after it was told. */
  async take(text: string): Promise<void> {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) await this.answer(line);
    if (this.rest.length > LINE_MAX) {
      this.line += 1;
      this.rest = '';
      this.refuse(`has more than ${LINE_MAX} characters and no end`);
    }
  }

  private async answer(line: string): Promise<void> {
    this.line += 1;
    if (line.trim() === '') return;
    try {
      this.write(`${await this.answerTo(parsed(line))}\n`);
    } catch (error) {
      this.refuse(error instanceof Error ? error.message : String(error));
      if (!(error instanceof NoSuchAction)) throw error;
    }
  }

  private refuse(why: string): void {
    this.write(`${JSON.stringify({ error: `line ${this.line}: ${why}` })}\n`);
  }

  private async answerTo(command: Readonly<Record<string, unknown>>): Promise<string> {
    const { environment, seedOf } = this.served;
    if ('step' in command) return this.textOf(await environment.step(actionIn(command.step)), true);
    if ('reset' in command) {
      const seed = seedIn(command.reset) ?? seedOf(this.episodes);
      this.episodes += 1;
      return this.textOf(await environment.reset(seed), false);
    }
    if ('spec' in command) return this.spec();
    throw new NoSuchAction('says neither spec, nor reset, nor step. Say {"reset": {"seed": 1}}, {"step": 0}');
  }

  private spec(): string {
    const { scenario, currency, point, optionsMax, seedOf } = this.served;
    const columns = POINTS[point].features.columns.map(({ name, unit, doc }) => ({ name, unit, doc }));
    return JSON.stringify({
      spec: { scenario, decision: point, currency, columns, options_max: optionsMax, seed: seedOf(0) },
    });
  }

  private maskOf(options: number): string {
    const known = this.masks.get(options);
    if (known !== undefined) return known;
    const mask = Array.from({ length: this.served.optionsMax }, (_, i) => (i < options ? 1 : 0));
    const text = JSON.stringify(mask);
    this.masks.set(options, text);
    return text;
  }

  /** By hand: this is most of what a step costs here. */
  private textOf({ question, reward, terminated, truncated, outcomes }: Step, stepped: boolean): string {
    const told = outcomes.map(
      ({ decision, costMinor, lateMs, delayMs, settled }) =>
        `{"decision":${decision},"cost":${costMinor},"late_ms":${lateMs},"delay_ms":${delayMs},"settled":${settled}}`,
    );
    const asked =
      question === null
        ? '"decision":null'
        : `"decision":${question.decision},"entity":"${question.entityType}","key":${question.entityKey},"attempt":${question.attempt},"at":${question.at}`;
    const mask = this.maskOf(question?.options ?? 0);
    const info = `"info":{${asked},"action_mask":${mask},"outcomes":[${told.join(',')}]}`;
    const head = `"observation":${this.rowsText(question)}`;
    return stepped
      ? `{${head},"reward":${reward},"terminated":${terminated},"truncated":${truncated},${info}}`
      : `{${head},${info}}`;
  }

  private rowsText(question: Step['question']): string {
    if (question === null) return '[]';
    const { features, options } = question;
    const rows: string[] = [];
    for (let row = 0; row < options; row++)
      rows.push(`[${features.subarray(row * this.columns, (row + 1) * this.columns).join(',')}]`);
    return `[${rows.join(',')}]`;
  }
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new NoSuchAction('is no JSON. Say {"reset": {"seed": 1}}, {"step": 0} or {"spec": {}}');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new NoSuchAction('is no object. Say {"reset": {"seed": 1}}, {"step": 0} or {"spec": {}}');
}

function actionIn(action: unknown): number {
  if (typeof action === 'number') return action;
  throw new NoSuchAction(`step ${JSON.stringify(action)}: the number of an option is needed, from 0`);
}

/** null = none is named. */
function seedIn(reset: unknown): string | number | null {
  const seed = (reset as { readonly seed?: unknown } | null)?.seed ?? null;
  if (seed === null || Number.isSafeInteger(seed) || (typeof seed === 'string' && seed !== ''))
    return seed as string | number | null;
  throw new NoSuchAction(`seed ${JSON.stringify(seed)}: a whole number or a text is needed`);
}

/**
 * What can be typed after `dray`, taken from the program itself: commands, their options, and the values that each takes.
 *
 * 1. What a value is, is told by its placeholder: `<overlay>` is the name of an overlay wherever it stands.
 */
import type { Argument, Command, Option } from 'commander';
import { DECISION_POINTS, POINT_LIST } from '#orchestrator/decisions/points';
import { OUTBOUND_KPI_NAMES } from '#reports/kpis/outbound/catalogue';
import { INVARIANTS } from '#reports/outbound/invariants';
import { MODEL_POINTS, OVERLAYS, SCENARIOS } from '#scenarios/library/index';
import { TABLE_NAMES } from '#scenarios/recording/schema';
import { CANONICAL_FORMAT, LOG_FORMATS, TABLE_FORMATS } from '../export/export.ts';
import { OCEL_FORMATS } from '../export/export-ocel.ts';
import { REPORT_KINDS } from '../report/report-kinds.ts';
import { SHELLS } from './shells.ts';

export interface ValueWords {
  /** Names that can stand there. */
  readonly words: readonly string[];
  readonly paths: 'files' | 'folders' | 'none';
  /** Several, parted by commas. */
  readonly isList: boolean;
}

export interface OptionWords {
  /** `--with` */
  readonly long: string;
  readonly says: string;
  /** null = it takes none. */
  readonly value: ValueWords | null;
}

export interface CommandWords {
  /** `run`, `audit verify` */
  readonly path: string;
  readonly says: string;
  readonly options: readonly OptionWords[];
  /** Of its first argument, which any further one is like; null = it takes none. */
  readonly argument: ValueWords | null;
}

export function commandWords(program: Command): readonly CommandWords[] {
  const names = program.commands.map((command) => command.name());
  const help: CommandWords = {
    path: 'help',
    says: 'what a command is for, and what it takes',
    options: [],
    argument: { words: names, paths: 'none', isList: false },
  };
  return [...program.commands.flatMap((command) => wordsOf(command, [])), help];
}

function wordsOf(command: Command, above: readonly string[]): CommandWords[] {
  const path = [...above, command.name()];
  const own: CommandWords = {
    path: path.join(' '),
    says: command.description(),
    options: [...command.options.map(optionOf), { long: '--help', says: 'what it takes', value: null }],
    argument:
      command.registeredArguments[0] === undefined ? null : argumentOf(command.registeredArguments[0]),
  };
  return [own, ...command.commands.flatMap((each) => wordsOf(each, path))];
}

function optionOf({ long, flags, description, required, optional }: Option): OptionWords {
  const placeholder = /<([^>]+)>|\[([^\]]+)\]/.exec(flags);
  const name = placeholder?.[1] ?? placeholder?.[2] ?? '';
  return {
    long: long ?? flags,
    says: description,
    value: required || optional ? valueOfPlaceholder(name) : null,
  };
}

function argumentOf(argument: Argument): ValueWords {
  return valueOfPlaceholder(argument.name());
}

/** By the placeholder, as it stands in the help. */
const VALUES: Readonly<Record<string, () => Partial<ValueWords>>> = {
  scenario: () => ({ words: SCENARIOS, paths: 'files' }),
  overlay: () => ({ words: OVERLAYS, paths: 'files' }),
  policy: () => ({ words: policyWords(), paths: 'files' }),
  kpi: () => ({ words: OUTBOUND_KPI_NAMES }),
  point: () => ({ words: DECISION_POINTS }),
  invariant: () => ({ words: INVARIANTS.map(([name]) => name) }),
  kinds: () => ({ words: [...REPORT_KINDS, 'none'], isList: true }),
  format: () => ({ words: [...TABLE_FORMATS, ...LOG_FORMATS, ...OCEL_FORMATS, CANONICAL_FORMAT] }),
  table: () => ({ words: ['decision-log', ...TABLE_NAMES, 'all'] }),
  fidelity: () => ({ words: ['objects', 'wire'] }),
  horizon: () => ({ words: ['closed', 'end'] }),
  way: () => ({ words: ['time:0.8', 'seed:0.8'] }),
  shell: () => ({ words: SHELLS }),
  dir: () => ({ paths: 'folders' }),
  run: () => ({ paths: 'folders' }),
  runA: () => ({ paths: 'folders' }),
  place: () => ({ paths: 'files' }),
  file: () => ({ paths: 'files' }),
  csv: () => ({ paths: 'files' }),
  'out.onnx': () => ({ paths: 'files' }),
};

function valueOfPlaceholder(placeholder: string): ValueWords {
  return { words: [], paths: 'none', isList: false, ...VALUES[placeholder]?.() };
}

/** Of sourcing by name, of the other points after `POINT=`, and the models of the library. */
function policyWords(): readonly string[] {
  const rules = POINT_LIST.flatMap(({ name: point, policies }) =>
    policies.map(({ name }) => (point === 'sourcing' ? name : `${point}=${name}`)),
  );
  const models = Object.entries(MODEL_POINTS).map(([name, point]) =>
    point === 'sourcing' ? `onnx:${name}` : `${point}=onnx:${name}`,
  );
  return [...rules, ...models];
}

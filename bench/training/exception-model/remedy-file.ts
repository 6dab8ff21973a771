/**
 * Writes the ONNX file of a table of remedies: class, remedy and factors are taken out of the features, and each picks its weights.
 *
 * 1. The same weights give the same bytes. All numbers in it are whole, so that every runtime gives the same bits.
 * Source: onnx.proto3, IR version 8, operator set 13.
 */
import { REMEDIES } from '#orchestrator/decisions/exception';
import { EXCEPTION } from '#orchestrator/decisions/points/exception';
import { EXCEPTION_NAMES } from '#orchestrator/processes/exceptions/classes';
import { featuresMetadata } from '../../models/features-metadata.ts';
import { modelFile, node, tensor, value } from '../../models/onnx-file.ts';
import { message, nested, text } from '../../models/protobuf.ts';
import { DEAR_MINOR, FACTORS, type RemedyEffect, UNTRIED } from './remedy-model.ts';

const FLOAT = 1;
const INT64 = 7;
const COLUMNS = EXCEPTION.features.columns.map(({ name }) => name);
const CLASSES = EXCEPTION_NAMES.length;
const CELLS = FACTORS.length * REMEDIES.length;

export function remedyFile(name: string, effects: readonly RemedyEffect[]): Uint8Array {
  const floats = (label: string, shape: readonly number[], values: Iterable<number>): Uint8Array =>
    nested(5, tensor(label, FLOAT, shape, Float32Array.from(values)));
  const graph = message(
    // What is asked, as a class: 1 in its column.
    nested(1, node('MatMul', ['features', 'classOf'], 'class')),
    nested(1, node('Sub', ['class', 'classes'], 'off')),
    nested(1, node('Abs', ['off'], 'away')),
    nested(1, node('Sub', ['one', 'away'], 'near')),
    nested(1, node('Clip', ['near', 'zero', 'one'], 'which')),
    nested(1, node('MatMul', ['which', 'table'], 'weights')),
    // Which remedy, and which factors, both spread over the cells of a class.
    nested(1, node('MatMul', ['features', 'remedyOf'], 'remedy')),
    nested(1, node('MatMul', ['features', 'factorOf'], 'amounts')),
    nested(1, node('Add', ['amounts', 'steps'], 'over')),
    nested(1, node('Clip', ['over', 'zero', 'one'], 'factor')),
    nested(1, node('Mul', ['weights', 'remedy'], 'ofRemedy')),
    nested(1, node('Mul', ['ofRemedy', 'factor'], 'parts')),
    nested(1, node('MatMul', ['parts', 'ones'], 'sum')),
    nested(1, node('Squeeze', ['sum', 'axes'], 'scores')),
    text(2, name),
    floats(
      'classOf',
      [COLUMNS.length, 1],
      matrix(COLUMNS.length, 1, (row) => Number(COLUMNS[row] === 'class')),
    ),
    floats(
      'classes',
      [1, CLASSES],
      matrix(1, CLASSES, (_row, at) => at),
    ),
    floats(
      'table',
      [CLASSES, CELLS],
      matrix(CLASSES, CELLS, (row, cell) => weightOf(effects, row, cell)),
    ),
    floats('remedyOf', [COLUMNS.length, CELLS], matrix(COLUMNS.length, CELLS, isRemedy)),
    floats('factorOf', [COLUMNS.length, CELLS], matrix(COLUMNS.length, CELLS, isFactor)),
    floats(
      'steps',
      [1, CELLS],
      matrix(1, CELLS, (_row, cell) => STEPS[factorAt(cell)]!),
    ),
    floats(
      'ones',
      [CELLS, 1],
      matrix(CELLS, 1, () => 1),
    ),
    floats('zero', [], [0]),
    floats('one', [], [1]),
    nested(5, tensor('axes', INT64, [1], new BigInt64Array([1n]))),
    nested(11, value('features', ['options', COLUMNS.length])),
    nested(12, value('scores', ['options'])),
  );
  return modelFile(graph, featuresMetadata('exception'));
}

/** Column that a factor is made of, and what is added to it before it is cut to 0..1; in the order of `FACTORS`. */
const SOURCES: readonly (string | null)[] = [null, 'round', 'round', 'stake'];
const STEPS: readonly number[] = [1, -1, -2, 1 - DEAR_MINOR];

function factorAt(cell: number): number {
  return Math.floor(cell / REMEDIES.length);
}

function isRemedy(column: number, cell: number): number {
  return Number(COLUMNS[column] === REMEDIES[cell % REMEDIES.length]);
}

function isFactor(column: number, cell: number): number {
  return Number(COLUMNS[column] === SOURCES[factorAt(cell)]);
}

function weightOf(effects: readonly RemedyEffect[], exception: number, cell: number): number {
  const remedy = REMEDIES[cell % REMEDIES.length]!;
  const factor = FACTORS[factorAt(cell)]!;
  if (remedy === 'person') return 0;
  const effect = effects.find((each) => each.exception === exception && each.remedy === remedy);
  if (effect === undefined) return factor === 'once' ? UNTRIED : 0;
  return effect.weights[factor];
}

function matrix(rows: number, columns: number, at: (row: number, column: number) => number): number[] {
  return Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));
}

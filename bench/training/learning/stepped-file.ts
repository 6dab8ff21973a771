/**
 * Writes ONNX files of linear scorers with a step: scores = features x perUnit + min(1, max(0, features)) x perCase.
 *
 * 1. The same weights give the same bytes. Weights are whole numbers: see `orchestrator/decisions/features.ts`.
 * Source: onnx.proto3, IR version 8, operator set 13.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { featuresMetadata } from '../../models/features-metadata.ts';
import { modelFile, node, tensor, value } from '../../models/onnx-file.ts';
import { message, nested, text } from '../../models/protobuf.ts';

/** By column of the point. */
export interface SteppedWeights {
  readonly perUnit: readonly number[];
  readonly perCase: readonly number[];
}

const FLOAT = 1;
const INT64 = 7;

export function steppedFile(point: DecisionPoint, name: string, weights: SteppedWeights): Uint8Array {
  const columns = weights.perUnit.length;
  const column = (values: readonly number[]): Float32Array => new Float32Array(values);
  const graph = message(
    nested(1, node('MatMul', ['features', 'perUnit'], 'units')),
    nested(1, node('Clip', ['features', 'zero', 'one'], 'cases')),
    nested(1, node('MatMul', ['cases', 'perCase'], 'steps')),
    nested(1, node('Add', ['units', 'steps'], 'both')),
    nested(1, node('Squeeze', ['both', 'axes'], 'scores')),
    text(2, name),
    nested(5, tensor('perUnit', FLOAT, [columns, 1], column(weights.perUnit))),
    nested(5, tensor('perCase', FLOAT, [columns, 1], column(weights.perCase))),
    nested(5, tensor('zero', FLOAT, [], column([0]))),
    nested(5, tensor('one', FLOAT, [], column([1]))),
    nested(5, tensor('axes', INT64, [1], new BigInt64Array([1n]))),
    nested(11, value('features', ['options', columns])),
    nested(12, value('scores', ['options'])),
  );
  return modelFile(graph, featuresMetadata(point));
}

/** What the file computes, without it; a row. */
export function steppedScore({ perUnit, perCase }: SteppedWeights, row: ArrayLike<number>): number {
  let score = 0;
  for (let i = 0; i < perUnit.length; i++)
    score += perUnit[i]! * row[i]! + perCase[i]! * Math.min(1, Math.max(0, row[i]!));
  return score;
}

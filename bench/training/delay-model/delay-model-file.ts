/**
 * The ONNX file of a delay model. score = late x (p - threshold) + threshold, where p = sigmoid([min(x, caps), sign(x)] x weights + intercept),
 * and late is 1 in the row of the option `late`, 0 in the other.
 *
 * 1. The same model gives the same bytes.
 */
import { featuresMetadata } from '../../models/features-metadata.ts';
import { modelFile, node, tensor, value } from '../../models/onnx-file.ts';
import { message, nested, text } from '../../models/protobuf.ts';
import { DELAY_COLUMNS, type DelayModel } from './delay-model.ts';

const FLOAT = 1;
const INT64 = 7;

export function delayModelFile(model: DelayModel): Uint8Array {
  return modelFile(graph(model), featuresMetadata('delay-prediction'));
}

function graph({ name, threshold, caps, intercept, weights, present }: DelayModel): Uint8Array {
  const columns = DELAY_COLUMNS.length;
  const late = DELAY_COLUMNS.map((column) => (column === 'late' ? 1 : 0));
  const floats = (name: string, shape: readonly number[], values: readonly number[]): Uint8Array =>
    nested(5, tensor(name, FLOAT, shape, new Float32Array(values)));
  return message(
    nested(1, node('Min', ['features', 'caps'], 'capped')),
    nested(1, node('Sign', ['features'], 'present')),
    nested(1, node('MatMul', ['capped', 'weights'], 'weighted')),
    nested(1, node('MatMul', ['present', 'presentWeights'], 'presentWeighted')),
    nested(1, node('Add', ['weighted', 'presentWeighted'], 'sum')),
    nested(1, node('Add', ['sum', 'intercept'], 'logit')),
    nested(1, node('Sigmoid', ['logit'], 'probability')),
    nested(1, node('Sub', ['probability', 'threshold'], 'above')),
    nested(1, node('MatMul', ['features', 'late'], 'isLate')),
    nested(1, node('Mul', ['above', 'isLate'], 'own')),
    nested(1, node('Add', ['own', 'threshold'], 'column')),
    nested(1, node('Squeeze', ['column', 'axes'], 'scores')),
    text(2, name),
    floats('caps', [columns], caps),
    floats('weights', [columns, 1], weights),
    floats('presentWeights', [columns, 1], present),
    floats('intercept', [1], [intercept]),
    floats('threshold', [1], [threshold]),
    floats('late', [columns, 1], late),
    nested(5, tensor('axes', INT64, [1], new BigInt64Array([1n]))),
    nested(11, value('features', ['options', columns])),
    nested(12, value('scores', ['options'])),
  );
}

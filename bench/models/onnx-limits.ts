/**
 * What an ONNX file may be made of. A model's file is data from a stranger: it is judged before the runtime sees it.
 *
 * 1. One file and no other: no tensor's values lie elsewhere.
 * 2. Operators of ONNX's own domains only. Not those that draw chance of their own, for the run would not be repeatable, and
 *    not `Loop`, which nothing ends.
 */
import { type OnnxGraph, readOnnxGraph } from './onnx-graph.ts';

/** Source: assumption. A boosted forest of 2,000 trees has some 20 MB. */
export const BYTES_MAX = 64 * 1024 * 1024;
/** Source: assumption; exporters write some hundreds. */
const NODES_MAX = 100_000;

const DOMAINS: readonly string[] = ['', 'ai.onnx', 'ai.onnx.ml'];
const DRAWS: readonly string[] = [
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
];
const ENDLESS = 'Loop';
/** A faulty export has one fault a thousand times. */
const TOLD_MAX = 5;

/** What is wrong with a file, each with its place and the way out; empty = nothing that shows without running it. */
export function fileProblems(bytes: Uint8Array): readonly string[] {
  if (bytes.length > BYTES_MAX)
    return [`has ${bytes.length} bytes, ${BYTES_MAX} at most are allowed. Export a smaller model`];
  const graph = readOnnxGraph(bytes);
  const problems = [...external(graph), ...operators(graph)];
  if (graph.nodes.length > NODES_MAX)
    problems.push(
      `has ${graph.nodes.length} nodes, ${NODES_MAX} at most are allowed. Export a smaller model`,
    );
  if (problems.length <= TOLD_MAX) return problems;
  return [...problems.slice(0, TOLD_MAX), `and ${problems.length - TOLD_MAX} problems more`];
}

function external({ external }: OnnxGraph): string[] {
  return external.map(({ tensor, location }) => {
    const climbs = /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:/.test(location) ? ', outside of its folder' : '';
    return (
      `tensor "${tensor}" keeps its values in another file (${location || 'which it does not name'}${climbs}). ` +
      'Save the model as one file: onnx.save(model, path, save_as_external_data=False)'
    );
  });
}

function operators({ nodes }: OnnxGraph): string[] {
  return nodes.flatMap(({ name, operator, domain, outputs }) => {
    const place = `node "${name || outputs[0] || '?'}"`;
    if (!DOMAINS.includes(domain))
      return [
        `${place}: operator ${operator} of domain ${domain} is no operator of ONNX. ` +
          'Export the model with those of ai.onnx and ai.onnx.ml only',
      ];
    if (operator === 'ZipMap')
      return [
        `${place}: ZipMap makes a list of maps of the scores, which no runtime for Node takes. ` +
          'Take it out: dray model check FILE --point POINT --strip OUT.onnx',
      ];
    if (DRAWS.includes(operator))
      return [`${place}: ${operator} draws chance of its own. Let the model answer by its features alone`];
    if (operator === ENDLESS)
      return [`${place}: nothing ends a Loop. Unroll it, or export the model without`];
    return [];
  });
}

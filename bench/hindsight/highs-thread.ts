/** A thread that solves one linear program and ends. `highs-solver.ts` is the other end. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Highs, Model, ModelData } from 'highs';
import type { LinearAnswer, LinearProgram } from './linear-program.ts';

/** Whole variables are searched so far, and no further: a limit that does not depend on the machine. Source: assumption. */
const NODES_MAX = 50;

export type ThreadAnswer = LinearAnswer | null;

// Its types describe the CommonJS module alone.
const { default: loadHighs } = createRequire(import.meta.url)('highs') as typeof import('highs');

if (parentPort !== null) {
  const { program, seconds } = workerData as { program: LinearProgram; seconds: number };
  parentPort.postMessage(await solve(program, seconds));
}

async function solve(program: LinearProgram, seconds: number): Promise<ThreadAnswer> {
  const highs = await loadHighs();
  return highs.withModel(modelOf(program), (model) => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_max_nodes: NODES_MAX });
    model.run();
    return answerOf(highs, model, program);
  });
}

function modelOf(program: LinearProgram): ModelData {
  const { costs, starts, rows, values, rowLower, rowUpper, whole } = program;
  const numCols = costs.length;
  return {
    numCols,
    numRows: rowLower.length,
    colCost: costs,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower,
    rowUpper,
    matrix: {
      format: 'csc',
      numRows: rowLower.length,
      numCols,
      starts,
      indices: rows,
      values,
    },
    ...(whole ? { integrality: new Int32Array(numCols).fill(1) } : {}),
  };
}

/** Of whole variables what was found so far: whoever asks makes sure that it is an assignment. */
function answerOf(highs: Highs, model: Model, { whole }: LinearProgram): ThreadAnswer {
  if (!whole && model.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
  const { colValue, rowDual } = model.getSolution();
  return { values: colValue, rowPrices: rowDual };
}

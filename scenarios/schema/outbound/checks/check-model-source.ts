/** Where the model of a policy lives: it has one place, and that is written as such places are. Whether there is a model shows when it runs. */
import { suggestion } from '#sim/nearest';
import { MODEL_POINTS, MODELS } from '../../../library/index.ts';
import type { Findings, Path } from '../../findings.ts';
import { type Located, placeOf } from '../../located.ts';
import {
  climbsOut,
  type HttpModel,
  namesModelFile,
  namesPython,
  pythonClassOf,
  WAYWARD,
} from '../model-source.ts';
import { type ModelPolicyEntry, pointOf } from '../policies.ts';

export function checkModelSource(path: Path, policy: ModelPolicyEntry, tree: Located, found: Findings): void {
  const { model, http, name } = policy;
  if ((model === undefined) === (http === undefined))
    found.report(
      [...path, model === undefined ? 'name' : 'http'],
      `policy "${name}" ${model === undefined ? 'names no model' : 'names two models'}. Say \`model: FILE.onnx\`, \`model: py:FILE.py:Class\` or \`http: ...\``,
    );
  if (http !== undefined) checkHttp([...path, 'http'], http, found);
  if (model === undefined) return;
  const at = [...path, 'model'];
  const isTyped = placeOf(tree, at).file.startsWith('--');
  // The wayward model is no answer to what somebody types.
  const known = isTyped ? MODELS : [...MODELS, WAYWARD];
  const file = namesPython(model) ? checkPython(at, model, found) : checkOnnx(at, policy, known, found);
  // Whoever types a path on the command line means it; a scenario may come from a stranger.
  if (file !== null && climbsOut(file) && !isTyped)
    found.report(
      at,
      `"${file}" lies outside of the scenario's folder. Put it beside the scenario, or name it with --policy`,
    );
  if (policy.answerWithin !== undefined && !namesPython(model))
    found.report(
      [...path, 'answerWithin'],
      `${model === WAYWARD ? 'the wayward model' : 'an ONNX file'} answers in this process. Take it out`,
    );
}

function checkHttp(path: Path, { protocol, model }: HttpModel, found: Findings): void {
  if (protocol === 'mlflow' && model !== undefined)
    found.report([...path, 'model'], 'a server of MLflow has one model. Take it out');
  if (protocol !== 'mlflow' && model === undefined)
    found.report([...path, 'protocol'], `${protocol} needs \`model\`: which one of the server`);
}

/** The file that it names; null = it names none. */
function checkPython(path: Path, model: string, found: Findings): string | null {
  const named = pythonClassOf(model);
  if (named !== null) return named.isFile ? named.where : null;
  found.report(path, `"${model}": a Python class is named py:FILE.py:Class, or py:module:Class`);
  return null;
}

/** @param known models without a file, or of the library */
function checkOnnx(
  path: Path,
  policy: ModelPolicyEntry,
  known: readonly string[],
  found: Findings,
): string | null {
  const model = policy.model!;
  const point = pointOf(policy);
  const made = Object.hasOwn(MODEL_POINTS, model) ? MODEL_POINTS[model] : undefined;
  if (namesModelFile(model)) return model;
  // It answers every point.
  if (model === WAYWARD) return null;
  if (made === undefined)
    found.report(
      path,
      `unknown model: "${model}".${suggestion(model, known)} A file is named with its ending, .onnx`,
    );
  else if (made !== point)
    found.report(
      path,
      `"${model}" answers ${made}, not ${point}. Say \`point: ${made}\`; on the command line --decision ${made}, or --policy ${made}=onnx:${model}`,
    );
  return null;
}

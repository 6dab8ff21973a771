/** Opens the model of a policy, wherever it lives; what is wrong with it is the user's to mend. */
import { openHttpModel } from '#bench/models/http-model';
import { openOnnxModel, sha256Of } from '#bench/models/onnx-model';
import type { OutsideModel } from '#bench/models/outside-model';
import { openPythonModel } from '#bench/models/python-model';
import { MODELS } from '#scenarios/library/index';
import { namesPython, pythonClassOf, pythonTarget } from '#scenarios/schema/outbound/model-source';
import { type ModelPolicyEntry, pointOf } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { UserError } from '../exit-codes.ts';
import type { DiskFiles } from '../source-files.ts';

/** Real time. Source: assumption. */
const ANSWER_WITHIN_MS = 10_000;

export interface ModelPlaces {
  readonly files: DiskFiles;
  /** The models that may run; absent = any. */
  readonly models: AnyOutboundScenario['models'];
  /** Hosts that may be called. */
  readonly hosts: readonly string[];
}

/** Throws `UserError`. */
export async function openModel(entry: ModelPolicyEntry, places: ModelPlaces): Promise<OutsideModel> {
  try {
    return await opened(entry, places);
  } catch (error) {
    throw new UserError(`model of policy "${entry.name}": ${error instanceof Error ? error.message : error}`);
  }
}

function opened(entry: ModelPolicyEntry, places: ModelPlaces): Promise<OutsideModel> | OutsideModel {
  const { model, http, answerWithin } = entry;
  const answerWithinMs = answerWithin === undefined ? ANSWER_WITHIN_MS : durationMs(answerWithin);
  if (http !== undefined)
    return openHttpModel(http, pointOf(entry), {
      answerWithinMs,
      allowed: places.hosts,
      environment: process.env,
    });
  return namesPython(model!)
    ? openPython(entry, model!, answerWithinMs, places)
    : openOnnx(entry, model!, places);
}

async function openOnnx(entry: ModelPolicyEntry, path: string, places: ModelPlaces): Promise<OutsideModel> {
  const bytes = places.files.readBytes(path);
  if (bytes === null)
    throw new UserError(
      `there is no such file: ${path}. Name one from here, or a model of the library: ${MODELS.join(', ')}`,
    );
  checkAllowed(path, bytes, places);
  return openOnnxModel(path, bytes, pointOf(entry));
}

async function openPython(
  entry: ModelPolicyEntry,
  model: string,
  answerWithinMs: number,
  places: ModelPlaces,
): Promise<OutsideModel> {
  const named = pythonClassOf(model)!;
  const bytes = named.isFile ? places.files.readBytes(named.where) : null;
  if (named.isFile && bytes === null) throw new UserError(`there is no such file: ${named.where}`);
  if (bytes !== null) checkAllowed(named.where, bytes, places);
  else if (places.models !== undefined)
    throw new UserError(
      `${model}: a module has no one file whose digest could be in \`models.digests\`. Name its file: py:FILE.py:${named.className}`,
    );
  return openPythonModel(pythonTarget(named), pointOf(entry), { answerWithinMs, python: pythonHere() });
}

/** What stands in a scenario is no promise of what lies in its folder. */
function checkAllowed(path: string, bytes: Uint8Array, { models }: ModelPlaces): void {
  if (models === undefined) return;
  const digest = sha256Of(bytes);
  if (!models.digests.some((each) => digest.startsWith(each)))
    throw new UserError(
      `${path}: its SHA-256, ${digest}, is none of \`models.digests\`. If it is the file that you mean, add it there`,
    );
}

function pythonHere(): string {
  return process.env.DRAY_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');
}

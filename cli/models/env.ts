/** `dray env`: the twin as an environment to learn in, by JSON lines on stdin and stdout. */
import { DecisionEnvironment } from '#bench/environment/decision-environment';
import { violationIn } from '#bench/experiments/violation-place';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { namesForAll, PLACES } from '#scenarios/schema/outbound/point-places';
import { showProblem } from '#scenarios/schema/source-files';
import { armOf } from '#scenarios/twin/deciders/arm';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { seedsFrom } from '../experiments/experiment.ts';
import { ownPolicies } from '../policies.ts';
import { type Prepared, prepareScenario, type ScenarioWords, showWarnings } from '../scenario-options.ts';
import { untilInstant } from '../until.ts';
import { EnvironmentLines } from './env-protocol.ts';
import { pointOfWord } from './point-of-word.ts';

export interface EnvWords extends Omit<ScenarioWords, 'policy'> {
  readonly decision: string;
  /** Options shown of a decision. */
  readonly options?: number | undefined;
  readonly until?: string | undefined;
}

/** Source: assumption; most decisions have fewer. */
const OPTIONS_MAX = 16;

export async function env(words: EnvWords, input: AsyncIterable<string | Buffer>): Promise<ExitCode> {
  const point = pointOfWord('--decision', words.decision);
  const prepared = await prepareScenario(words);
  checkAsked(point, prepared);
  process.stderr.write(showWarnings(prepared.warnings));
  const optionsMax = words.options ?? OPTIONS_MAX;
  const lines = new EnvironmentLines(
    {
      environment: environmentOf(prepared, point, optionsMax, words.until),
      scenario: prepared.scenario.name,
      currency: prepared.scenario.currency,
      point,
      optionsMax,
      seedOf: seedsFrom(prepared.seed),
    },
    (line) => process.stdout.write(line),
  );
  try {
    for await (const chunk of input) await lines.take(String(chunk));
    return EXIT.done;
  } catch (error) {
    if (violationIn(error) === null) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return EXIT.violated;
  }
}

function environmentOf(
  { scenario, files, parts, world }: Prepared,
  point: DecisionPoint,
  optionsMax: number,
  until: string | undefined,
): DecisionEnvironment {
  return new DecisionEnvironment({
    world: (seed): OutboundWorld => {
      const built = buildAnyOutbound(scenario, seed, files);
      if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
      return built.world;
    },
    // Of an arm with a model its baseline decides.
    policies: armOf(scenario, scenario.policies[0]!, ownPolicies(parts)),
    point,
    optionsMax,
    ...(until === undefined ? {} : { until: untilInstant(until, world.startAt) }),
  });
}

/** An environment in which nobody ever asks would be over before it has begun. */
function checkAsked(point: DecisionPoint, { scenario }: Prepared): void {
  if (point === 'sourcing' || namesForAll(scenario)[point] !== undefined) return;
  const place = PLACES[point].join('.');
  throw new UserError(
    `--decision ${point}: nobody asks about ${POINTS[point].about} in ${scenario.name}: nothing is said at \`${place}\`. ` +
      `Say there who decides in all arms, such as --set ${place}=${POINTS[point].baseline}`,
  );
}

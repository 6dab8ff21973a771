/**
 * Scenarios that nobody thought of, for properties of your own: what `import ... from 'dray/testing/arbitraries'` gives, for fast-check.
 * `docs/guides/qa.md` shows how to use it.
 */

export { scenarioText } from '#testing/arbitraries/scenarios/scenario-text';
export {
  SCENARIO_PARTS,
  type ScenarioBounds,
  type ScenarioPart,
  scenarios,
  scenariosOf,
  type WrittenScenario,
} from '#testing/arbitraries/scenarios/scenarios';

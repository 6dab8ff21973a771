/** A scenario as the text of its file. */
import { stringify } from 'yaml';

export function scenarioText(scenario: object): string {
  return stringify(scenario, { lineWidth: 0 });
}

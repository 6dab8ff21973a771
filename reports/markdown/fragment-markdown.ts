/** A run that is not whole, for a comment on a pull request: that there is no result, why, and how to run it again. */
import type { RunFragment } from '../html/fragment-page.ts';
import { count, instant } from '../text/format.ts';
import { fenced, inCode, inText } from './escape.ts';

export function renderFragmentMarkdown({ name, why, arms, missing, reproduce }: RunFragment): string {
  const far = arms.map(({ policy, lastAt, events }) => {
    const written = events.reduce((sum, [, times]) => sum + times, 0);
    const until =
      lastAt === null
        ? 'no business event can be read'
        : `${count(written)} business events, the last at ${instant(lastAt)}`;
    return `- ${inCode(policy)}: ${until}`;
  });
  return `${[
    `### ⚠️ Dray: ${inText(name)} has no result`,
    inText(why),
    ...(far.length === 0 ? [] : [`How far it came:\n\n${far.join('\n')}`]),
    `**What is missing**\n\n${missing.map((each) => `- ${inText(each)}`).join('\n')}`,
    ...(reproduce === null
      ? []
      : [`<details><summary>Run it again</summary>\n\n${fenced(reproduce)}\n\n</details>`]),
  ].join('\n\n')}\n`;
}

/** Luck as a part is handed it: each name is a question, such as 'strike', and there are not so many of these. */
import type { Luck } from '#mock-systems/carriers/conduct';
import { show, trespass } from './guard.ts';

/** Who has more of them builds names out of cases. */
const DRAWS_MAX = 100;

/** For one part: what it draws is counted by name. */
export function luckOfPart(): (luck: Luck) => Luck {
  const drawn = new Set<string>();
  return (luck) => Object.freeze({ unit: (name: string) => draw(luck, name, drawn) });
}

function draw(luck: Luck, name: string, drawn: Set<string>): number {
  if (typeof name !== 'string' || name === '')
    trespass(`luck.unit(${show(name)})`, "has no name: name the question, such as 'strike'");
  drawn.add(name);
  if (drawn.size > DRAWS_MAX)
    trespass(
      `luck.unit(${show(name)})`,
      `is the name of one draw more than ${DRAWS_MAX}: a name is a question, such as 'strike'; each case has its own luck under it`,
    );
  return luck.unit(name);
}

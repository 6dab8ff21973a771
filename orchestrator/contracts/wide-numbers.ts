/**
 * For objects that are made by the thousand, and whose numbers the engine is not to guess at.
 *
 * An engine takes a number field for small integers until it sees a number there that is none: an instant, a share, an integer
 * out of a column of doubles. From then on the field is doubles: each of them, a zero too, is an object of its own, and what was
 * made in the old shape is moved into the new one wherever it is met (a seventh of what an order cost, when it was found). A
 * field that has held something that is no number stays wide: it keeps what it is given.
 */

/**
 * Answers what every object of one kind goes through as it is made, by one piece of code: plain and writable, and the same after.
 *
 * The first one widens the number fields for all; a frozen one does not. It is kept: an engine forgets a shape with the last object
 * that has it.
 */
export function wideNumbers<Made>(): (made: Made) => Made {
  let first: Made | null = null;
  return (made) => {
    if (first === null) {
      first = made;
      if (typeof made === 'object' && made !== null && !Object.isFrozen(made)) widen(made);
    }
    return made;
  };
}

function widen(made: object): void {
  for (const [name, value] of Object.entries(made)) {
    if (typeof value !== 'number') continue;
    Object.assign(made, { [name]: undefined });
    Object.assign(made, { [name]: value });
  }
}

/**
 * Courses that lives have taken so far, as a tree of prefixes: a life is at one place of it, 4 bytes, and goes on from there.
 *
 * 1. An event that repeats at once is no further step of a course.
 * 2. There are at most `COURSES_MAX`: a life that would need one more is at `UNTOLD`, and stays there. So memory is bounded whatever
 *    happens; the counts of edges are exact all the same.
 */
import { STEPS_MAX } from './steps.ts';

const COURSES_MAX = 65_536;
/** Where nothing has happened. */
const ROOT = 0;
export const UNTOLD = -1;

export class Courses {
  private readonly parents: number[] = [ROOT];
  private readonly steps: number[] = [-1];
  private readonly children = new Map<number, number>();
  private readonly most: number;

  constructor(most = COURSES_MAX) {
    this.most = most;
  }

  get size(): number {
    return this.parents.length;
  }

  next(course: number, step: number): number {
    if (course === UNTOLD || this.steps[course] === step) return course;
    const key = course * STEPS_MAX + step;
    const known = this.children.get(key);
    if (known !== undefined) return known;
    if (this.size === this.most) return UNTOLD;
    this.children.set(key, this.size);
    this.parents.push(course);
    this.steps.push(step);
    return this.size - 1;
  }

  /** Steps from the beginning to this place. */
  stepsTo(course: number): number[] {
    const steps: number[] = [];
    for (let at = course; at > ROOT; at = this.parents[at]!) steps.push(this.steps[at]!);
    return steps.reverse();
  }
}

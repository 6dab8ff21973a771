/**
 * What can't be meant by a resource or a request is refused where it is written: the error names the resource, the value and
 * the way out. Shown by a case for each.
 */
import { expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { ResourceOptions } from './resource.ts';

/** A resource `dock`. */
function world(options: ResourceOptions = {}) {
  const sim = new Simulation();
  const dock = sim.resource('dock', options);
  return { sim, dock };
}

test.each<[ResourceOptions, string]>([
  [{ capacity: -1 }, 'resource "dock": capacity must be an integer >= 0 or Infinity, got -1'],
  [{ capacity: 1.5 }, 'capacity must be an integer >= 0 or Infinity, got 1.5'],
  [{ capacity: NaN }, 'capacity must be an integer >= 0 or Infinity, got NaN'],
  [{ queueLimit: -1 }, 'resource "dock": queueLimit must be >= 0, got -1'],
  [{ queueLimit: NaN }, 'queueLimit must be >= 0, got NaN'],
])('a resource with %o', (options, message) => {
  expect(() => world(options)).toThrow(message);
});

test('a name that is none, or taken', () => {
  const { sim } = world();
  expect(() => sim.resource('')).toThrow('a resource needs a name');
  expect(() => sim.resource('dock')).toThrow('component registered twice: "resource dock"');
});

test.each<[RequestOptions, string]>([
  [{ units: 0 }, 'resource "dock": a request needs a whole number of units from 1 to its capacity 3, got 0'],
  [{ units: 4 }, 'from 1 to its capacity 3, got 4'],
  [{ units: 1.5 }, 'from 1 to its capacity 3, got 1.5'],
  [{ units: NaN }, 'from 1 to its capacity 3, got NaN'],
  [{ priority: NaN }, 'resource "dock": priority must be a number, got NaN'],
  [
    { patient: 3 } as RequestOptions,
    'request of resource "dock": unknown option "patient". Did you mean "patience"?',
  ],
  [{ patience: -1 }, 'resource "dock": patience must be >= 0, got -1'],
  [{ patience: NaN }, 'patience must be >= 0, got NaN'],
  [{ balkAt: -1 }, 'resource "dock": balkAt must be >= 0, got -1'],
  [{ balkAt: NaN }, 'balkAt must be >= 0, got NaN'],
])('a request with %o', (options, message) => {
  const { dock } = world({ capacity: 3 });
  expect(() => dock.request(options)).toThrow(message);
  expect(() => dock.use(1, options).next()).toThrow(message);
});

test.each<[ResourceOptions['rule'], RequestOptions | undefined, string]>([
  ['shortest', undefined, 'resource "dock" serves shortest: each request needs "size", got undefined'],
  ['shortest', { due: 3 }, 'each request needs "size", got undefined'],
  ['shortest', { size: NaN }, 'each request needs "size", got NaN'],
  [
    'earliest-due',
    { size: 3 },
    'resource "dock" serves earliest-due: each request needs "due", got undefined',
  ],
])('a request that a rule can’t place: %s, %o', (rule, options, message) => {
  const { dock } = world({ rule: rule! });
  expect(() => dock.request(options)).toThrow(message);
});

/** A slip must find the name that was meant, and nothing where nothing is near. Shown by cases, against the whole table. */
import { expect, test } from 'vitest';
import { nearestZone } from './nearest-zone.ts';
import { zoneNames } from './zone-data.ts';

test.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['America/New York', 'America/New_York'],
  ['Asia/Calcuta', 'Asia/Calcutta'],
  ['utc', 'UTC'],
  ['Middle-earth/Shire', undefined],
  ['Cubx', 'Cuba'],
  ['Cuxy', undefined],
  ['', undefined],
])('%j means %j', (name, meant) => {
  expect(nearestZone(name, zoneNames())).toBe(meant);
});

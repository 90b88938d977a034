import {
  LOCATION_TESTS_VERSION,
  type LocationTest,
  locationTestsSchema,
} from '../../domain/locationTest.ts';
import { readKept, writeKept } from './kept.ts';

const KEY = 'marrow-workstation.locationTests';

/** Every cell-location test taken in this browser, the oldest first. */
export const readLocationTests = (): readonly LocationTest[] =>
  readKept(KEY, locationTestsSchema, { schema: LOCATION_TESTS_VERSION, tests: [] }).tests;

/** Adds a test to those that other tabs may have added since; false where it could not be kept. */
export const addLocationTest = (test: LocationTest): boolean =>
  writeKept(KEY, { schema: LOCATION_TESTS_VERSION, tests: [...readLocationTests(), test] });

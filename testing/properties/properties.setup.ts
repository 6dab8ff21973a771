/** Set-up file of the test runner: how properties are run. */
import { configureProperties } from './properties.ts';

configureProperties();

import { Fhir } from 'fhir/fhir.js';
import type { Bundle, DiagnosticReport, FhirResource, Observation } from 'fhir/r4';
import { SYSTEMS } from '../../../../src/io/export/fhir/codes.ts';

/** Finding things in a bundle, and whether it fits R4. */

const validator = new Fhir();

/** What is wrong with a bundle against the R4 structures and required code lists. */
export const faults = (bundle: Bundle): string[] =>
  validator
    .validate(bundle, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ resourceId, location, message }) => `${resourceId} ${location}: ${message}`);

export const resources = <Type extends FhirResource>(
  bundle: Bundle,
  type: Type['resourceType'],
): readonly Type[] =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as Type] : [],
  );
export const reportOf = (bundle: Bundle) =>
  resources<DiagnosticReport>(bundle, 'DiagnosticReport')[0]!;
export const observationOf = (bundle: Bundle, code: string): Observation => {
  const found = resources<Observation>(bundle, 'Observation').find((item) =>
    item.code.coding?.some((coding) => coding.system === SYSTEMS.local && coding.code === code),
  );
  if (!found) throw new Error(`no observation ${code}`);
  return found;
};
export const component = (observation: Observation, code: string) =>
  observation.component?.find((item) => item.code.coding?.some((coding) => coding.code === code));

/** Every value under a key, however deep. */
export function* under(value: unknown, key: string): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (name === key) yield item;
    yield* under(item, key);
  }
}

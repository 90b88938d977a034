import type { StoreApi } from 'zustand/vanilla';
import type { Field } from '../domain/case.ts';
import { newCase, newField } from '../domain/newCase.ts';
import type { Documents } from './documents.ts';
import { messageOf, type RenderedField, type Services } from './services.ts';
import type { WorkstationState } from './state.ts';

/** Opens the newest case; on a first start renders the demonstration cases and opens the first. */
export async function start(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  services: Services,
): Promise<void> {
  try {
    const cases = await documents.refreshList();
    const latest = cases
      .filter((entry) => entry.unreadable === null && entry.archivedAt === null)
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    for (const entry of latest) {
      if (await documents.open(entry.id)) {
        store.setState({ start: { phase: 'ready' } });
        return;
      }
    }
    await createDemonstrations(store, documents, services);
    store.setState({ start: { phase: 'ready' } });
  } catch (error) {
    store.setState({ start: { phase: 'failed', problem: messageOf(error) } });
  }
}

/**
 * Renders the demonstration cases that are missing, and opens the first as soon as it is whole.
 * The others follow in the background of the open workstation.
 */
export async function createDemonstrations(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  services: Services,
): Promise<void> {
  const renderer = services.createDemonstrationRenderer();
  try {
    const plans = await renderer.plans();
    const present = new Set(store.getState().cases.map((entry) => entry.id));
    const missing = plans
      .map((plan, caseIndex) => ({ ...plan, caseIndex }))
      .filter((plan) => !present.has(plan.id));
    const total = missing.reduce((sum, plan) => sum + plan.fieldCount, 0);
    let done = 0;
    for (const [order, plan] of missing.entries()) {
      const document = newCase(plan.id, plan.name, services.now(), true);
      const fields: Field[] = [];
      for (let index = 0; index < plan.fieldCount; index++) {
        store.setState({ start: { phase: 'rendering', done, total } });
        const rendered = await renderer.render(plan.caseIndex, index);
        const field = demonstrationField(`${plan.id}-${index + 1}`, rendered);
        await services.repository.putImage(field.imageId, rendered.png);
        fields.push(field);
        done++;
      }
      await documents.store({ ...document, fields });
      if (order === 0) await documents.open(plan.id);
    }
  } finally {
    renderer.close();
    store.setState({ start: { phase: 'ready' } });
  }
}

const demonstrationField = (id: string, rendered: RenderedField): Field => ({
  ...newField({
    id,
    name: rendered.name,
    width: rendered.width,
    height: rendered.height,
    scale: { micrometresPerPixel: rendered.micrometresPerPixel, source: 'synthetic' },
  }),
  synthetic: { seed: rendered.seed, truth: structuredClone([...rendered.truth]) },
});

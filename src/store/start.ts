import type { StoreApi } from 'zustand/vanilla';
import type { Field } from '../domain/case.ts';
import { newCase, newField } from '../domain/newCase.ts';
import type { Documents } from './documents.ts';
import { problemOf, type RenderedField, type Services } from './services.ts';
import type { CaseView, View, WorkstationState } from './state.ts';

/** Where the workstation is to be: a case and the view of it, or a place beside all cases. */
export type Target =
  | { readonly view: Exclude<View, CaseView> }
  | { readonly caseId: string; readonly view: CaseView };

/** Cases stay in the trash for this long. */
export const TRASH_DAYS = 30;

/**
 * Opens the target, else the newest case; on a first start renders the demonstration cases and opens
 * the first. Where no case can be opened the list is shown. What was in the trash for too long goes.
 */
export async function start(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  services: Services,
  target: Target | null = null,
): Promise<void> {
  try {
    const cases = await documents.refreshList();
    if (cases.length === 0 && (await services.repository.listTrash()).length === 0)
      await createDemonstrations(store, documents, services);
    else await openTarget(store, documents, target);
    store.setState({ start: { phase: 'ready' } });
    const due = new Date(Date.parse(services.now()) - TRASH_DAYS * 24 * 3_600_000);
    await documents.emptyTrash(due.toISOString());
  } catch (error) {
    store.setState({ start: { phase: 'failed', problem: problemOf(error) } });
  }
}

async function openTarget(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  target: Target | null,
): Promise<void> {
  if (target) {
    if (!('caseId' in target)) store.setState({ view: target.view });
    else if (!(await documents.open(target.caseId, target.view))) store.setState({ view: 'cases' });
    return;
  }
  const latest = store
    .getState()
    .cases.filter((entry) => entry.unreadable === null && entry.archivedAt === null)
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  for (const entry of latest) if (await documents.open(entry.id)) return;
  store.setState({ view: 'cases' });
}

/**
 * Makes the demonstration cases that are missing: those in the trash come back, the others are
 * rendered. Where no case is open, the first is opened as soon as it is whole; the others follow in
 * the background.
 */
export async function createDemonstrations(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  services: Services,
): Promise<void> {
  const renderer = services.createDemonstrationRenderer();
  try {
    const plans = await renderer.plans();
    const trash = new Set((await services.repository.listTrash()).map(({ id }) => id));
    for (const { id } of plans) if (trash.has(id)) await documents.restore(id);
    const present = new Set(store.getState().cases.map((entry) => entry.id));
    const missing = plans
      .map((plan, caseIndex) => ({ ...plan, caseIndex }))
      .filter((plan) => !present.has(plan.id));
    const isFirstStart = present.size === 0;
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
      if (order === 0 && isFirstStart) await documents.open(plan.id);
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

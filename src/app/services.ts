import { createElement } from 'react';
import { toast } from 'sonner';
import { pooled } from '../engine/pool.ts';
import { resilient } from '../engine/resilient.ts';
import { browserPackSource, keptHash } from '../engine/weights/keptSource.ts';
import { describePack } from '../engine/weights/pack.ts';
import { readPackIndex } from '../engine/weights/packIndex.ts';
import { createEngineClient } from '../engine/worker/client.ts';
import { decodeImage } from '../io/image/index.ts';
import { createPackStorage } from '../io/packs/index.ts';
import { createCaseRepository } from '../io/storage/index.ts';
import { readLaboratory, writeLaboratory } from '../io/storage/laboratory.ts';
import { addLocationTest, readLocationTests } from '../io/storage/locationTests.ts';
import { readPreferences, writePreferences } from '../io/storage/preferences.ts';
import { createCaseTabs } from '../io/tabs/index.ts';
import { createDemonstrationRenderer } from '../store/demo/renderer.ts';
import type { PackAccess, Services } from '../store/services.ts';
import { createEvaluator } from '../store/validation/evaluator.ts';
import { encodePng } from './encodePng.ts';
import { startEngineWorker } from './engineWorker.ts';
import { browserLanguage } from './i18n/index.ts';
import { NoticeText } from './NoticeText.tsx';

/** Everything outside the store, as a browser has it. */
export function browserServices(): Services {
  return {
    repository: createCaseRepository(),
    tabs: createCaseTabs(),
    preferences: {
      read: () => ({ language: browserLanguage(), ...readPreferences() }),
      write: writePreferences,
    },
    laboratory: { read: readLaboratory, write: writeLaboratory },
    locationTests: { read: readLocationTests, add: addLocationTest },
    packs: packAccess(),
    createEngine: (onFallBack) =>
      resilient(
        pooled(() => createEngineClient(startEngineWorker), navigator.hardwareConcurrency),
        onFallBack,
      ),
    decodeImage,
    encodePng,
    createDemonstrationRenderer,
    evaluate: createEvaluator(),
    notify: ({ level, key, values, action }) => {
      toast[level](
        createElement(NoticeText, { id: key, values }),
        action
          ? {
              action: {
                label: createElement(NoticeText, { id: action.key }),
                onClick: action.run,
              },
            }
          : {},
      );
    },
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
  };
}

/** Packs lie in folders of `models/`, with a list of them; see tools/vite-plugins.ts. */
function packAccess(): PackAccess {
  const folder = new URL(`${import.meta.env.BASE_URL}models/`, window.location.href);
  const storage = createPackStorage();
  const locationOf = (id: string) => (keptHash(id) === null ? new URL(`${id}/`, folder).href : id);
  return {
    shipped: 'compact',
    index: () => readPackIndex(new URL('index.json', folder).href),
    locationOf,
    describe: (id) => describePack(browserPackSource(locationOf(id), storage)),
    storage,
  };
}

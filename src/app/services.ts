import { createElement } from 'react';
import { toast } from 'sonner';
import { httpPackSource } from '../engine/weights/httpSource.ts';
import { readManifest } from '../engine/weights/pack.ts';
import { createEngineClient } from '../engine/worker/client.ts';
import { decodeImage } from '../io/image/index.ts';
import { createCaseRepository } from '../io/storage/index.ts';
import { readLaboratory, writeLaboratory } from '../io/storage/laboratory.ts';
import { readPreferences, writePreferences } from '../io/storage/preferences.ts';
import { createCaseTabs } from '../io/tabs/index.ts';
import { createDemonstrationRenderer } from '../store/demo/renderer.ts';
import type { Services } from '../store/services.ts';
import { encodePng } from './encodePng.ts';
import { browserLanguage } from './i18n/index.ts';
import { NoticeText } from './NoticeText.tsx';

/** The pack that is shipped with the workstation. */
const PACK = 'models/compact/';

/** Everything outside the store, as a browser has it. */
export function browserServices(): Services {
  const packLocation = new URL(`${import.meta.env.BASE_URL}${PACK}`, window.location.href).href;
  return {
    repository: createCaseRepository(),
    tabs: createCaseTabs(),
    preferences: {
      read: () => ({ language: browserLanguage(), ...readPreferences() }),
      write: writePreferences,
    },
    laboratory: { read: readLaboratory, write: writeLaboratory },
    packLocation,
    readManifest: () => readManifest(httpPackSource(packLocation)),
    createEngine: createEngineClient,
    decodeImage,
    encodePng,
    createDemonstrationRenderer,
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

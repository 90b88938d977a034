import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../domain/text/index.ts';
import { BACKENDS, type BackendName } from '../../engine/api.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { PackFacts } from './PackFacts.tsx';
import { PackList } from './PackList.tsx';
import { PackPicker } from './PackPicker.tsx';
import { PackProgress } from './PackProgress.tsx';

/** Which model packs there are and which is in use; what that one rests on; and where it runs. */
export function PackDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { packs } = useWorkstation();
  useEffect(() => {
    // What is kept may have changed since it was listed.
    if (open) void packs.refresh();
  }, [open, packs]);
  return (
    <Dialog title={t('pack.title')} open={open} onClose={onClose} wide>
      <section aria-labelledby="packs-title">
        <h3 id="packs-title">{t('packs.title')}</h3>
        <PackProblem />
        <PackProgress />
        <PackList />
        <PackPicker />
      </section>
      <BackendChoice />
      <PackFacts />
    </Dialog>
  );
}

/** Why the pack that was asked for is not in use. */
function PackProblem() {
  const { t } = useTranslation();
  const language = useLanguage();
  const problem = useWorkstationState(
    ({ packs, engine }) => packs.problem ?? (engine.phase === 'failed' ? engine.problem : null),
  );
  if (!problem) return null;
  return (
    <p className="problem" role="alert">
      {t('pack.failed', { problem: tell(problem, language) })}
    </p>
  );
}

function BackendChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setPreferences } = useWorkstation();
  const backend = useWorkstationState((state) => state.preferences.backend);
  const engine = useWorkstationState((state) => state.engine);
  const busy = useWorkstationState((state) => state.analysing || state.packs.work !== null);
  return (
    <div className="form-row">
      <label htmlFor="backend">{t('pack.backend')}</label>
      <select
        id="backend"
        value={backend}
        disabled={busy}
        onChange={(event) =>
          setPreferences({ backend: event.target.value as BackendName | 'auto' })
        }
      >
        <option value="auto">{t('pack.auto')}</option>
        {BACKENDS.map((name) => (
          <option key={name} value={name}>
            {t(`backends.${name}`)}
          </option>
        ))}
      </select>
      {backend === 'wasm-int8' && <small>{t('pack.int8Note')}</small>}
      {engine.phase === 'open' && (
        <small>
          {t('pack.inUse', {
            name: t(`backends.${engine.info.backend.name}`),
            count: engine.info.backend.threads,
            reason: tell(engine.info.backend.reason, language),
          })}
        </small>
      )}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { CELL_CLASSES, labelName } from '../../domain/classes.ts';
import { packText } from '../../domain/pack.ts';
import { tell } from '../../domain/text/index.ts';
import { BACKENDS, type BackendName } from '../../engine/api.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { listed } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** What the model pack is, what it rests on, what nobody could validate; and where it runs. */
export function PackDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { analysis } = useWorkstation();
  const engine = useWorkstationState((state) => state.engine);
  return (
    <Dialog title={t('pack.title')} open={open} onClose={onClose} wide>
      <BackendChoice />
      {engine.phase === 'failed' && (
        <p className="problem" role="alert">
          {t('pack.failed', { problem: tell(engine.problem, language) })}
        </p>
      )}
      {engine.phase === 'opening' && <p role="status">{t('pack.opening')}</p>}
      {(engine.phase === 'closed' || engine.phase === 'failed') && (
        <p>
          {t('pack.closed')}{' '}
          <Button onClick={() => void analysis.prepare()}>{t('pack.load')}</Button>
        </p>
      )}
      <PackFacts />
    </Dialog>
  );
}

function BackendChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setPreferences } = useWorkstation();
  const backend = useWorkstationState((state) => state.preferences.backend);
  const engine = useWorkstationState((state) => state.engine);
  const analysing = useWorkstationState((state) => state.analysing);
  return (
    <div className="form-row">
      <label htmlFor="backend">{t('pack.backend')}</label>
      <select
        id="backend"
        value={backend}
        disabled={analysing}
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

function PackFacts() {
  const { t } = useTranslation();
  const language = useLanguage();
  const engine = useWorkstationState((state) => state.engine);
  if (engine.phase !== 'open') return null;
  const { manifest, pack } = engine.info;
  const told = (text: string) => packText(manifest, text, language);
  return (
    <>
      <p className="pack-identity">
        <strong>{told(manifest.title)}</strong> {pack.name} {pack.version}
        <code title={t('pack.hash')}>{pack.hash.slice(0, 16)}…</code>
      </p>
      {manifest.notValidated.length > 0 && (
        <section>
          <h3>{t('pack.notValidated')}</h3>
          <ul className="not-validated">
            {manifest.notValidated.map((sentence) => (
              <li key={sentence}>{told(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('pack.evidence')}</h3>
        <ul className="evidence-grid">
          {CELL_CLASSES.map((item) => {
            const evidence = manifest.evidence[item.code] ?? 'none';
            return (
              <li key={item.code} data-evidence={evidence}>
                <LabelChip countable label={item.code} />
                <span>{labelName(item.code, language)}</span>
                <em>{t(`evidence.${evidence}`)}</em>
              </li>
            );
          })}
        </ul>
        {manifest.unresolvedGroups.map((group) => (
          <p key={group.id} className="group-note">
            {t('pack.group', {
              name: labelName(group.id, language),
              members: listed(group.members, language),
            })}
          </p>
        ))}
      </section>
      {manifest.figures.length > 0 && (
        <section>
          <h3>{t('pack.figures')}</h3>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('pack.what')}</th>
                <th scope="col">{t('pack.value')}</th>
                <th scope="col">{t('pack.interval')}</th>
                <th scope="col">n</th>
                <th scope="col">{t('pack.on')}</th>
              </tr>
            </thead>
            <tbody>
              {manifest.figures.map((figure) => (
                <tr key={`${figure.what} ${figure.on}`} title={figure.command}>
                  <th scope="row">{told(figure.what)}</th>
                  <td>{figure.value.toFixed(3)}</td>
                  <td>
                    {figure.interval
                      ? `${figure.interval[0].toFixed(3)}–${figure.interval[1].toFixed(3)}`
                      : '—'}
                  </td>
                  <td>{figure.n}</td>
                  <td>{told(figure.on)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section>
        <h3>{t('pack.data')}</h3>
        <ul className="data-list">
          {manifest.data.map((item) => (
            <li key={item.name}>
              <strong>{told(item.name)}</strong>{' '}
              {t('pack.dataItem', { licence: told(item.licence), use: told(item.use) })}{' '}
              <cite>{item.citation}</cite>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

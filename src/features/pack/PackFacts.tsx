import { useTranslation } from 'react-i18next';
import { CELL_CLASSES, labelName } from '../../domain/classes.ts';
import { packText } from '../../domain/pack.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { listed } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** What the pack in use says of itself: what it rests on, and what nobody could validate. */
export function PackFacts() {
  const { t } = useTranslation();
  const language = useLanguage();
  const described = useWorkstationState((state) => state.pack.described);
  if (!described) return null;
  const { manifest, identity } = described;
  const told = (text: string) => packText(manifest, text, language);
  return (
    <>
      <p className="pack-identity">
        <strong>{told(manifest.title)}</strong> {identity.name} {identity.version}
        <code title={t('pack.hash')}>{identity.hash.slice(0, 16)}…</code>
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

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Case, UNCOUNTABLE_KINDS } from '../../domain/case.ts';
import { type Label, labelName } from '../../domain/classes.ts';
import { analysisSummary, reviewChanges, reviewSummary } from '../../domain/provenance.ts';
import { uncountableKinds } from '../../domain/uncountable.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** What reviewers changed, what does not count and why, and which pack spoke. */
export function ReviewFacts({ document }: { document: Case }) {
  const { t } = useTranslation();
  const facts = useMemo(() => reviewSummary(document), [document]);
  const changes = useMemo(() => reviewChanges(document), [document]);
  const kinds = useMemo(() => uncountableKinds(document), [document]);
  const { packs } = analysisSummary(document);
  return (
    <div className="review-facts">
      {document.fields.some(({ excluded }) => excluded !== null) && (
        <p className="hint">{t('figures.review.inCount')}</p>
      )}
      <dl className="tally">
        {(
          [
            ['confirmed', facts.confirmed],
            ['changedCount', facts.changed],
            ['drawn', facts.drawn],
            ['moved', facts.moved],
            ['deleted', facts.deleted],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{t(`figures.review.${name}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('figures.review.changed')}</h3>
      {changes.length === 0 ? (
        <p className="hint">{t('figures.review.noneChanged')}</p>
      ) : (
        <table className="figures" data-testid="review-changes">
          <thead>
            <tr>
              <th scope="col">{t('figures.review.from')}</th>
              <th scope="col">{t('figures.review.to')}</th>
              <th scope="col">{t('figures.review.cells')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ from, to, cells }) => (
              <tr key={`${from} ${to}`}>
                <td>
                  <Name label={from} />
                </td>
                <td>
                  <Name label={to} />
                </td>
                <td>{cells}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('figures.review.kinds')}</h3>
      {kinds.size === 0 ? (
        <p className="hint">{t('figures.review.noKinds')}</p>
      ) : (
        <ul className="kind-list" data-testid="uncountable-kinds">
          {([...UNCOUNTABLE_KINDS, 'unknown', 'by-hand'] as const).map((kind) =>
            kinds.has(kind) ? (
              <li key={kind}>
                {t(`figures.kind.${kind}`)} <strong>{kinds.get(kind)}</strong>
              </li>
            ) : null,
          )}
        </ul>
      )}
      <h3>{t('figures.review.pack')}</h3>
      {packs.length === 0 && <p className="hint">{t('figures.review.noPack')}</p>}
      <ul>
        {packs.map(({ name, version, hash }) => (
          <li key={hash} title={hash}>
            {t('figures.review.packOf', { name, version, hash: hash.slice(0, 16) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Name({ label }: { label: Label | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className="row-name">
      <LabelChip countable={label !== null} label={label} />
      <span>{label ? labelName(label, language) : t('figures.review.uncountable')}</span>
    </span>
  );
}

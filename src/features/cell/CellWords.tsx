import { useTranslation } from 'react-i18next';
import { confidenceOf } from '../../domain/attention.ts';
import type { Cell } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { dateTime, percent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ProbabilityBars } from './ProbabilityBars.tsx';

/** Digits of a hash that tell two packs apart on the screen. */
const HASH_DIGITS = 8;

/** The model's word and the reviewer's, beside each other, each with its author. */
export function CellWords({ cell }: { cell: Cell }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { model, review } = cell;
  const confidence = confidenceOf(cell);
  const name = (countable: boolean, label: Parameters<typeof labelName>[0] | null) =>
    countable ? (label ? labelName(label, language) : t('cell.unnamed')) : t('cell.uncountable');
  return (
    <dl className="words">
      <div>
        <dt>{t('cell.modelWord')}</dt>
        <dd>
          {model ? (
            <>
              {name(model.countable, model.label)}
              {confidence !== null && (
                <small> · {t('words.confidence', { value: percent(confidence, language) })}</small>
              )}
            </>
          ) : (
            t('cell.notSeen')
          )}
        </dd>
      </div>
      <div>
        <dt>{t('cell.reviewerWord')}</dt>
        <dd>
          {review ? (
            <>
              {review.countable !== false && !review.label
                ? t('cell.countable')
                : name(review.countable !== false, review.label ?? null)}
              <small className="said-by" data-testid="said-by">
                {t('words.saidAt', { name: review.by, at: dateTime(review.at, language) })}
              </small>
            </>
          ) : (
            t('cell.notReviewed')
          )}
        </dd>
      </div>
    </dl>
  );
}

/** What the model's word rests on: its scores, and the pack that spoke. */
export function ModelScores({ cell: { model } }: { cell: Cell }) {
  const { t } = useTranslation();
  if (!model) return null;
  const { name, version, hash } = model.pack;
  return (
    <section className="scores" aria-label={t('cell.scores')}>
      <dl className="score-row">
        <div>
          <dt>{t('cell.detection')}</dt>
          <dd>{model.detectionScore.toFixed(2)}</dd>
        </div>
        <div>
          <dt>{t('cell.gate')}</dt>
          <dd>{model.countableProbability.toFixed(2)}</dd>
        </div>
        <div className="score-pack" title={t('words.hash', { hash })}>
          <dt className="visually-hidden">{t('words.hash', { hash: '' })}</dt>
          <dd>
            {t('words.pack', { name, version })} <code>{hash.slice(0, HASH_DIGITS)}</code>
          </dd>
        </div>
      </dl>
      {model.probabilities ? (
        <ProbabilityBars probabilities={model.probabilities} decided={model.label} />
      ) : (
        <p className="hint">{t('cell.notClassified')}</p>
      )}
      {model.shrunkToFit && <p className="hint">{t('cell.shrunk')}</p>}
    </section>
  );
}

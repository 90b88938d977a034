import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  ATTENTION_LIMITS,
  ATTENTION_REASONS,
  type AttentionReason,
  confidenceOf,
  rankLabels,
} from '../../domain/attention.ts';
import type { Cell } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { percent, wholePercent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface AttentionNoteProps {
  readonly cell: Cell;
  /** From `fieldAttention`; nothing is shown where there is none. */
  readonly reasons: readonly AttentionReason[];
}

/** Why a cell needs a look, in words, with what makes any cell need one. */
export function AttentionNote({ cell, reasons }: AttentionNoteProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (reasons.length === 0) return null;
  const { model } = cell;
  const runnerUp = model?.probabilities ? rankLabels(model.probabilities, model.label)[1] : null;
  const values: Readonly<Record<AttentionReason, Record<string, string>>> = {
    unnamed: {},
    conflict: {},
    'gate-uncertain': { value: percent(model?.countableProbability ?? null, language) },
    'low-confidence': { value: percent(confidenceOf(cell), language) },
    'close-call': { name: runnerUp ? labelName(runnerUp.label, language) : '' },
  };
  return (
    <section className="attention-note" data-testid="attention">
      <p>
        <Eye size={14} aria-hidden />
        <strong>{t('attention.title')}</strong>
      </p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{t(`attention.${reason}`, values[reason])}</li>
        ))}
      </ul>
      <AttentionLegend />
    </section>
  );
}

/** What makes a cell need a look, with the limits in force. */
export function AttentionLegend() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { confidence, lead, gate } = ATTENTION_LIMITS;
  const share = (value: number) => wholePercent(value, language);
  const values: Readonly<Record<AttentionReason, Record<string, string>>> = {
    unnamed: {},
    conflict: {},
    'gate-uncertain': { low: share(gate.low), high: share(gate.high) },
    'low-confidence': { value: share(confidence) },
    'close-call': { value: share(lead) },
  };
  return (
    <details className="attention-legend">
      <summary>{t('attention.legend')}</summary>
      <ul>
        {ATTENTION_REASONS.map((reason) => (
          <li key={reason}>{t(`attention.legendReasons.${reason}`, values[reason])}</li>
        ))}
      </ul>
      <p>{t('attention.legendNote')}</p>
    </details>
  );
}

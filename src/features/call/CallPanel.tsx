import { CircleCheck, CircleDashed, CircleHelp, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { type CountProgress, countProgress } from '../../domain/counting.ts';
import { type CallView, readCase } from '../../store/reading.ts';
import { interval, percent, wholePercent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { CallFigures } from './CallFigures.tsx';
import { CallSettings } from './CallSettings.tsx';
import { HintNote } from './HintNote.tsx';
import { StopHint } from './StopHint.tsx';

const ICONS: Readonly<Record<CallView['state'], ReactNode>> = {
  meets: <TriangleAlert size={15} aria-hidden />,
  'does-not-meet': <CircleCheck size={15} aria-hidden />,
  indeterminate: <CircleHelp size={15} aria-hidden />,
  none: <CircleDashed size={15} aria-hidden />,
};

interface CallPanelProps {
  readonly document: Case;
  /** Leaves the scale and the finer facts out, to make room for a cell. */
  readonly compact?: boolean;
  /** Shows a version that was signed: its settings as words. */
  readonly readOnly?: boolean;
}

/** How the count reads under the case's rule: three states, and on what they rest. */
export function CallPanel({ document, compact = false, readOnly = false }: CallPanelProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { call, tally } = useMemo(() => readCase(document, language), [document, language]);
  return (
    <section
      className={compact ? 'call call-compact' : 'call'}
      data-state={call.state}
      aria-label={t('call.title')}
    >
      <div className="call-head">
        <output className="call-reading" data-testid="call-reading">
          {ICONS[call.state]}
          {call.state === 'none' ? t('call.none') : t(`call.${call.state}`)}
        </output>
        {call.proportion.share !== null && (
          <span className="call-share">{percent(call.proportion.share, language)}</span>
        )}
      </div>
      {call.rule && tally.counted === 0 ? (
        <p className="call-sentence">{t('call.noneText')}</p>
      ) : (
        <CallFacts
          document={document}
          call={call}
          progress={countProgress(tally, document)}
          compact={compact}
        />
      )}
      {!readOnly && <CallSettings document={document} />}
    </section>
  );
}

interface CallFactsProps {
  readonly document: Case;
  readonly call: CallView;
  readonly progress: CountProgress;
  readonly compact: boolean;
}

function CallFacts({ document, call, progress, compact }: CallFactsProps) {
  const { t } = useTranslation();
  const reason = document.settings.ruleReason ?? null;
  return (
    <>
      {!compact && <ThresholdScale call={call} />}
      <p className="call-sentence" data-testid="call-sentence">
        {call.sentence}
      </p>
      <ul className="call-facts">
        {!compact && (
          <li data-testid="bare-rule">
            {t('call.bare', {
              word: t(
                call.bareMet === null
                  ? 'call.bareUndefined'
                  : call.bareMet
                    ? 'call.bareMet'
                    : 'call.bareNotMet',
              ),
            })}{' '}
            ({call.bareText})
          </li>
        )}
        {!compact && reason !== null && (
          <li data-testid="rule-reason">{t('laboratory.choice.because', { reason })}</li>
        )}
        {call.unresolvedText && <li data-testid="blast-reading">{call.unresolvedText}</li>}
      </ul>
      {!compact && <StopHint call={call} progress={progress} />}
      {!compact && call.state !== 'none' && <CallFigures document={document} call={call} />}
      {call.hints.map((hint, index) => (
        <HintNote key={hint} document={document} id={call.hintIds[index] as string} text={hint} />
      ))}
    </>
  );
}

/** The share with its interval against the rule's threshold. */
function ThresholdScale({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { share, interval: bounds } = call.proportion;
  if (share === null || bounds === null) return null;
  const { low, high } = bounds;
  const end = Math.min(1, Math.max(call.threshold * 2, high * 1.1));
  const at = (value: number) => `${Math.min(1, value / end) * 100}%`;
  const label = t('call.scale', {
    share: percent(share, language),
    interval: interval(low, high, language),
    threshold: percent(call.threshold, language),
  });
  return (
    <div className="call-scale" role="img" aria-label={label} title={label}>
      <span className="track" />
      <span className="range" style={{ left: at(low), width: at(high - low) }} />
      <span className="point" style={{ left: at(share) }} />
      <span className="threshold" style={{ left: at(call.threshold) }}>
        <span>{wholePercent(call.threshold, language)}</span>
      </span>
    </div>
  );
}

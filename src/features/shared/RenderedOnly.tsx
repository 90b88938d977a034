import { useTranslation } from 'react-i18next';
import type { ClassCode, Label } from '../../domain/classes.ts';
import { useWorkstationState } from '../../store/react.tsx';

/** Which classes the open pack learned from rendered cells alone. */
export function useRenderedOnly(): (label: Label) => boolean {
  const engine = useWorkstationState((state) => state.engine);
  return (label) =>
    engine.phase === 'open' && engine.info.manifest.evidence[label as ClassCode] === 'synthetic';
}

/** The mark beside the name of a class that the pack knows from rendered cells only. */
export function RenderedOnly({ label }: { label: Label }) {
  const { t } = useTranslation();
  const isRenderedOnly = useRenderedOnly();
  if (!isRenderedOnly(label)) return null;
  return (
    <abbr className="rendered-only" title={t('evidenceNote.synthetic')}>
      ◊<span className="visually-hidden">{t('evidenceNote.synthetic')}</span>
    </abbr>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassCode, Label } from '../../domain/classes.ts';
import { manifestsOfCase } from '../../store/packs/known.ts';
import { useWorkstationState } from '../../store/react.tsx';

/**
 * Which classes a pack learned from rendered cells alone: any of those that analysed the case, or the
 * pack in use where none has yet.
 */
export function useRenderedOnly(): (label: Label) => boolean {
  const pack = useWorkstationState((state) => state.pack);
  const packs = useWorkstationState((state) => state.packs);
  const document = useWorkstationState((state) => state.document);
  const manifests = useMemo(
    () => manifestsOfCase({ pack, packs }, document),
    [pack, packs, document],
  );
  return (label) => manifests.some(({ evidence }) => evidence[label as ClassCode] === 'synthetic');
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

import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { HINTS, hintEvidence } from '../../domain/hints.ts';
import { listed } from '../shared/format.ts';
import { useCaseManifest } from '../shared/useCaseManifest.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface HintNoteProps {
  readonly document: Case;
  readonly id: string;
  readonly text: string;
}

/** A hint, with what the pack's knowledge of its classes rests on. */
export function HintNote({ document, id, text }: HintNoteProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const manifest = useCaseManifest(document);
  const hint = HINTS.find((item) => item.id === id);
  return (
    <p className="call-hint" data-hint={id}>
      {text}
      {hint && (
        <small>
          {manifest
            ? hintEvidence(hint, manifest)
                .map(({ code, evidence }) => t(`figures.hintEvidence.${evidence}`, { code }))
                .join(' ')
            : t('figures.hintNoPack', { codes: listed(hint.classes, language) })}
        </small>
      )}
    </p>
  );
}

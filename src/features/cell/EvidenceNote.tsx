import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../../domain/case.ts';
import { isGroupCode, type Label, unresolvedGroup } from '../../domain/classes.ts';
import { manifestByHash } from '../../store/packs/known.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/**
 * What knowledge of the cell's class rests on, that of the pack that named the cell; for a group, what
 * it leaves open.
 */
export function EvidenceNote({ label, cell }: { label: Label; cell: Cell }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const spoke = cell.model?.pack.hash;
  const manifest = useWorkstationState((state) =>
    spoke === undefined ? null : manifestByHash(state, spoke),
  );
  if (isGroupCode(label)) {
    const members = listed(unresolvedGroup(label).members, language);
    return (
      <p className="evidence-note" data-evidence="group">
        <Info size={13} aria-hidden /> {t('cell.group', { members })}
      </p>
    );
  }
  if (!manifest) return null;
  const evidence = manifest.evidence[label] ?? 'none';
  return (
    <p className="evidence-note" data-evidence={evidence}>
      <Info size={13} aria-hidden /> {t(`evidenceNote.${evidence}`)}
    </p>
  );
}

import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../../domain/case.ts';
import { isGroupCode, type Label, unresolvedGroup } from '../../domain/classes.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** What the pack's knowledge of the cell's class rests on; for a group, what it leaves open. */
export function EvidenceNote({ label, cell }: { label: Label; cell: Cell }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const engine = useWorkstationState((state) => state.engine);
  if (isGroupCode(label)) {
    const members = listed(unresolvedGroup(label).members, language);
    return (
      <p className="evidence-note" data-evidence="group">
        <Info size={13} aria-hidden /> {t('cell.group', { members })}
      </p>
    );
  }
  if (engine.phase !== 'open' || !cell.model) return null;
  const evidence = engine.info.manifest.evidence[label] ?? 'none';
  return (
    <p className="evidence-note" data-evidence={evidence}>
      <Info size={13} aria-hidden /> {t(`evidenceNote.${evidence}`)}
    </p>
  );
}

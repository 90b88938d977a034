import { CheckCircle2, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { evidenceCounts, packText } from '../../domain/pack.ts';
import { tell } from '../../domain/text/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { PackEntry } from '../../store/state.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { fileSize } from '../shared/fileSize.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Every pack there is: beside the workstation, and kept in this browser. */
export function PackList() {
  const { t } = useTranslation();
  const entries = useWorkstationState((state) => state.packs.entries);
  return (
    <ul className="pack-list" aria-label={t('packs.title')}>
      {entries.map((entry) => (
        <PackRow key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function PackRow({ entry }: { entry: PackEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { packs } = useWorkstation();
  const isInUse = useWorkstationState((state) => state.pack.id === entry.id);
  const isOpen = useWorkstationState((state) => isInUse && state.engine.phase === 'open');
  const busy = useWorkstationState((state) => state.analysing || state.packs.work !== null);
  const { id, origin, described, problem, bytes, keptBytes } = entry;
  const name = described ? described.manifest.name : id;
  return (
    <li className="pack-row" data-pack={name} data-in-use={isInUse}>
      <div className="pack-words">
        <p className="pack-name">
          <strong>
            {described ? packText(described.manifest, described.manifest.title, language) : id}
          </strong>
          {isInUse && (
            <span className="pack-in-use">
              <CheckCircle2 size={13} aria-hidden /> {t('packs.inUse')}
            </span>
          )}
        </p>
        {described && (
          <p className="pack-line">
            {described.identity.name} {described.identity.version}
            <code title={t('pack.hash')}>{described.identity.hash.slice(0, 8)}</code>
            <span>{t(`packs.origin.${origin}`)}</span>
          </p>
        )}
        {described && <EvidenceLine entry={entry} />}
        {problem ? (
          <p className="problem">{tell(problem, language)}</p>
        ) : (
          <p className="pack-line">
            {keptBytes >= bytes
              ? t('packs.keptWhole', { size: fileSize(bytes) })
              : keptBytes > 0
                ? t('packs.keptPart', { size: fileSize(bytes), kept: fileSize(keptBytes) })
                : t('packs.notKept', { size: fileSize(bytes) })}
          </p>
        )}
      </div>
      <div className="pack-actions">
        {described && !isOpen && (
          <Button disabled={busy} onClick={() => void packs.open(id)}>
            {t(isInUse ? 'pack.load' : 'packs.use')}
          </Button>
        )}
        {(keptBytes > 0 || origin === 'files') && (
          <IconButton
            icon={Trash2}
            label={t(origin === 'files' ? 'packs.removePicked' : 'packs.removeKept', {
              name,
              size: fileSize(keptBytes),
            })}
            disabled={busy}
            onClick={() => void packs.remove(id)}
          />
        )}
      </div>
    </li>
  );
}

/** On what kind of pictures the pack's classes rest. */
function EvidenceLine({ entry: { described } }: { entry: PackEntry }) {
  const { t } = useTranslation();
  if (!described) return null;
  return (
    <p className="pack-line pack-evidence">
      {evidenceCounts(described.manifest).map(({ evidence, classes }) => (
        <span key={evidence} data-evidence={evidence}>
          {t(`evidence.${evidence}`)} {classes}
        </span>
      ))}
    </p>
  );
}

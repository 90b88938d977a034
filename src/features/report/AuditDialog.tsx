import { Download } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../domain/case.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { fileNameOf } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { AuditList } from './AuditList.tsx';
import { AUDIT_GROUPS, type AuditFilter, filterAudit, NO_FILTER } from './auditFilter.ts';
import { saveFile } from './saveFile.ts';

/** Who changed what, when and why; newest first. */
export function AuditDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const audit = useWorkstationState((state) => state.document?.audit);
  const name = useWorkstationState((state) => state.document?.name ?? '');
  return (
    <Dialog title={t('audit.title')} open={open} onClose={onClose} wide>
      {audit === undefined || audit.length === 0 ? (
        <p>{t('audit.empty')}</p>
      ) : (
        <Trail audit={audit} name={name} />
      )}
    </Dialog>
  );
}

function Trail({ audit, name }: { audit: readonly AuditEntry[]; name: string }) {
  const { t } = useTranslation();
  const { services } = useWorkstation();
  const language = useLanguage();
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER);
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => filterAudit(audit, wanted, language), [audit, wanted, language]);
  const people = useMemo(() => [...new Set(audit.map(({ by }) => by))].sort(), [audit]);
  const id = useId();

  const write = async () => {
    const file = `${fileNameOf(name)}-audit.csv`;
    const { auditCsv } = await import('../../io/export/auditCsv.ts');
    const csv = auditCsv(shown.toReversed(), language);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), file);
    services.notify({ level: 'success', key: 'notices.exported', values: { name: file } });
  };
  return (
    <div className="trail">
      <search className="trail-filter">
        <label htmlFor={`${id}-search`}>
          {t('trail.search')}
          <input
            id={`${id}-search`}
            value={filter.text}
            placeholder={t('trail.searchHint')}
            onChange={(event) => setFilter({ ...filter, text: event.target.value })}
          />
        </label>
        <label htmlFor={`${id}-person`}>
          {t('trail.person')}
          <select
            id={`${id}-person`}
            value={filter.person ?? ''}
            onChange={(event) => setFilter({ ...filter, person: event.target.value || null })}
          >
            <option value="">{t('trail.everyone')}</option>
            {people.map((person) => (
              <option key={person} value={person}>
                {person === 'model' ? t('trail.model') : person}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={`${id}-group`}>
          {t('trail.kind')}
          <select
            id={`${id}-group`}
            value={filter.group ?? ''}
            onChange={(event) =>
              setFilter({
                ...filter,
                group: AUDIT_GROUPS.find((group) => group === event.target.value) ?? null,
              })
            }
          >
            <option value="">{t('trail.all')}</option>
            {AUDIT_GROUPS.map((group) => (
              <option key={group} value={group}>
                {t(`trail.groups.${group}`)}
              </option>
            ))}
          </select>
        </label>
      </search>
      <div className="trail-head">
        <span role="status">
          {shown.length === audit.length
            ? t('trail.shown', { count: audit.length })
            : t('trail.shownOf', { count: shown.length, total: audit.length })}
        </span>
        <Button icon={Download} disabled={shown.length === 0} onClick={() => void write()}>
          {t('trail.export')}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="panel-empty">{t('trail.none')}</p>
      ) : (
        <AuditList entries={shown} />
      )}
    </div>
  );
}

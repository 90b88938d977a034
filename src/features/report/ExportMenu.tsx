import { Download } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { useCaseActions } from '../cases/useCaseActions.ts';
import { useActions } from '../keyboard/react.tsx';
import { Menu } from '../shared/Menu.tsx';
import { EXPORTERS, type ExportKind } from './exports.ts';
import { useExport } from './useExport.ts';

const KINDS = Object.keys(EXPORTERS) as ExportKind[];

/** Writes the case as files, each with the research-use notice. */
export function ExportMenu() {
  const { t } = useTranslation();
  const { store } = useWorkstation();
  const write = useExport();
  const actions = useCaseActions();
  const anchor = useRef<HTMLSpanElement>(null);
  const counted = useWorkstationState(({ document }) =>
    document
      ? document.fields.some((field) => field.cells.length > 0) ||
        Object.keys(document.manual.counts).length > 0
      : false,
  );
  useActions({
    export: { run: () => anchor.current?.querySelector('button')?.click(), available: counted },
  });
  return (
    <span ref={anchor}>
      <Menu
        label={t('exports.title')}
        icon={Download}
        disabled={!counted}
        items={[
          ...KINDS.map((kind) => ({
            id: kind,
            label: t(`exports.${kind}`),
            hint: t(`exports.${kind}Hint`),
            onSelect: () => {
              const { document } = store.getState();
              if (document) void write(kind, document);
            },
          })),
          {
            id: 'case',
            label: t('caseFiles.export'),
            hint: t('caseFiles.exportHint'),
            onSelect: () => {
              const { document } = store.getState();
              if (document) void actions.export([document]);
            },
          },
        ]}
      />
    </span>
  );
}

import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { messageOf } from '../../store/services.ts';
import { fileNameOf } from '../shared/format.ts';
import { Menu } from '../shared/Menu.tsx';
import { EXPORTERS, type Exporter, type ExportKind } from './exports.ts';
import { saveFile } from './saveFile.ts';

const ENDINGS: Readonly<Record<ExportKind, string>> = {
  pdf: 'report.pdf',
  csv: 'differential.csv',
  json: 'result.json',
  coco: 'annotations.coco.json',
};

/** Writes the case as files, each with the research-use notice. */
export function ExportMenu() {
  const { t } = useTranslation();
  const { store, services } = useWorkstation();
  const hasCells = useWorkstationState(
    (state) => state.document?.fields.some((field) => field.cells.length > 0) ?? false,
  );

  const write = async (kind: ExportKind, exporter: Exporter) => {
    const { document, engine } = store.getState();
    if (!document) return;
    const name = `${fileNameOf(document.name)}-${ENDINGS[kind]}`;
    try {
      // After a reload the pack is not loaded yet, but the report still says on what it rests.
      const manifest =
        engine.phase === 'open'
          ? engine.info.manifest
          : await services.readManifest().catch(() => null);
      saveFile(await exporter(document, manifest), name);
      services.notify({ level: 'success', key: 'notices.exported', values: { name } });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.exportFailed',
        values: { name, problem: messageOf(error) },
      });
    }
  };

  const available = Object.entries(EXPORTERS) as [ExportKind, Exporter][];
  return (
    <Menu
      label={t('exports.title')}
      icon={Download}
      disabled={!hasCells || available.length === 0}
      items={available.map(([kind, exporter]) => ({
        id: kind,
        label: t(`exports.${kind}`),
        hint: t(`exports.${kind}Hint`),
        onSelect: () => void write(kind, exporter),
      }))}
    />
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Description } from '../../domain/case.ts';
import { describeCase, renameCase, setArchived } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { saveFile } from '../report/saveFile.ts';
import { fileNameOf } from '../shared/format.ts';
import type { CaseWords } from './CaseForm.tsx';

/** What can be done to cases from outside them. */
export interface CaseActions {
  create(words: CaseWords): void;
  describe(entry: Pick<CaseEntry, 'id' | 'name' | 'description'>, words: CaseWords): Promise<void>;
  duplicate(entry: CaseEntry): void;
  archive(ids: readonly string[], archived: boolean): Promise<void>;
  remove(id: string): void;
  analyse(ids: readonly string[]): void;
  export(entries: readonly Pick<CaseEntry, 'id' | 'name'>[]): Promise<void>;
}

const PARTS = [
  'specimen',
  'site',
  'stain',
  'collectedOn',
] as const satisfies readonly (keyof Description)[];

export function useCaseActions(): CaseActions {
  const { t } = useTranslation();
  const { documents, analysis, caseFiles, services } = useWorkstation();
  return useMemo(
    () => ({
      create: ({ name, description }) => void documents.create(name, description),

      async describe(entry, { name, description }) {
        if (name !== entry.name) await documents.executeOn(entry.id, renameCase(name));
        for (const part of PARTS)
          if (description[part] !== entry.description[part])
            await documents.executeOn(entry.id, describeCase(part, description[part]));
      },

      duplicate: ({ id, name }) =>
        void documents.duplicate(id, t('caseList.copyOf', { name }).slice(0, 120)),

      async archive(ids, archived) {
        for (const id of ids) await documents.executeOn(id, setArchived(archived));
      },

      remove: (id) => void documents.remove(id),

      analyse: (ids) => void analysis.analyseCases(ids),

      async export(entries) {
        const blob = await caseFiles.write(
          entries.map(({ id }) => id),
          fileNameOf,
        );
        if (!blob) return;
        const [first] = entries;
        const base =
          entries.length === 1 && first
            ? `${fileNameOf(first.name)}-case`
            : `marrow-cases-${services.now().slice(0, 10)}`;
        saveFile(blob, `${base}.zip`);
        services.notify({
          level: 'success',
          key: 'notices.exported',
          values: { name: `${base}.zip` },
        });
      },
    }),
    [t, documents, analysis, caseFiles, services],
  );
}

import type { Evaluation } from '../../domain/evaluation/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { saveFile } from '../report/saveFile.ts';

/** Writes the figures as a table or a report for the downloads, and tells how it went. */
export function useEvaluationExport(
  evaluation: Evaluation | null,
): (kind: 'csv' | 'pdf') => Promise<void> {
  const { store, services } = useWorkstation();
  return async (kind) => {
    if (!evaluation) return;
    const { language, reportHead } = store.getState().preferences;
    const at = services.now();
    const name = `marrow-validation-${at.slice(0, 10)}.${kind}`;
    try {
      saveFile(await (kind === 'csv' ? csv(evaluation) : pdf(evaluation)), name);
      services.notify({ level: 'success', key: 'notices.exported', values: { name } });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.exportFailed',
        values: { name, problem: wordsOf(error, language) },
      });
    }

    async function csv(of: Evaluation): Promise<Blob> {
      const { evaluationCsv } = await import('../../io/export/evaluation/csv.ts');
      return new Blob([evaluationCsv(of, { language, at })], {
        type: 'text/csv;charset=utf-8',
      });
    }

    async function pdf(of: Evaluation): Promise<Blob> {
      const [{ evaluationPdf }, { fetchChineseFont }] = await Promise.all([
        import('../../io/export/evaluation/pdf.ts'),
        import('../../io/export/chineseFonts.ts'),
      ]);
      const bytes = await evaluationPdf(of, { language, at, reportHead }, fetchChineseFont);
      return new Blob([bytes], { type: 'application/pdf' });
    }
  };
}

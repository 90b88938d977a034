import { useTranslation } from 'react-i18next';
import type { Tool } from '../../canvas/modes.ts';
import { showAll } from './look.ts';

interface StageNotesProps {
  readonly tool: Tool;
  readonly synthetic: boolean;
  readonly hidden: number;
  readonly selected: number;
}

/** What stands over the picture: its origin, what an armed tool waits for, what is hidden. */
export function StageNotes({ tool, synthetic, hidden, selected }: StageNotesProps) {
  const { t } = useTranslation();
  return (
    <>
      {synthetic && <span className="synthetic-mark">{t('viewer.synthetic')}</span>}
      {tool === 'draw' && <p className="canvas-hint">{t('viewer.drawHint')}</p>}
      {tool === 'split' && (
        <p className="canvas-hint">
          {selected === 0 ? t('fieldTools.splitSelect') : t('fieldTools.splitHint')}
        </p>
      )}
      {hidden > 0 && (
        <p className="hidden-hint" role="status">
          {t('fieldTools.hidden', { count: hidden })}
          <button type="button" onClick={showAll}>
            {t('fieldTools.showAll')}
          </button>
        </p>
      )}
    </>
  );
}

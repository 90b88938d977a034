import { useTranslation } from 'react-i18next';
import { Dialog } from '../shared/Dialog.tsx';
import { AtlasPanel, type AtlasPanelProps } from './AtlasPanel.tsx';

interface AtlasDialogProps extends Omit<AtlasPanelProps, 'compact'> {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The reference atlas as a dialog of its own. */
export function AtlasDialog({ open, onClose, ...panel }: AtlasDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('atlas.title')} open={open} onClose={onClose} wide>
      <AtlasPanel {...panel} />
    </Dialog>
  );
}

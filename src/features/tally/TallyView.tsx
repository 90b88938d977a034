import { RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { manualTotal } from '../../domain/manualTally.ts';
import { clearManualTally, mergeManualTally } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { CallPanel } from '../call/CallPanel.tsx';
import { KeyHint } from '../cell/KeyHint.tsx';
import { DifferentialPanel } from '../differential/DifferentialPanel.tsx';
import { SignedBanner } from '../report/SignedBanner.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useLocked } from '../shared/useLocked.ts';
import { TallyKeys } from './TallyKeys.tsx';
import { useTally } from './useTally.ts';

/** Counting at the eyepiece: a key, or a tap, for each cell; no pictures and no boxes. */
export function TallyView({ document }: { document: Case }) {
  const locked = useLocked();
  const tally = useTally(document);
  return (
    <div className="tally-view">
      <section className="tally-main" aria-labelledby="tally-title">
        <TallyHead document={document} onTakeLast={tally.takeLast} />
        <TallyKeys
          manual={document.manual}
          locked={locked}
          onCount={tally.count}
          onTakeOff={tally.takeOff}
          last={tally.last}
        />
        <p className="visually-hidden" role="status" aria-live="polite" data-testid="tally-said">
          {tally.said}
        </p>
      </section>
      <aside className="review tally-effect" aria-labelledby="tally-effect-title">
        <SignedBanner document={document} />
        <MergeSwitch document={document} />
        <CallPanel document={document} />
        <div className="tab-panel">
          <DifferentialPanel document={document} />
        </div>
      </aside>
    </div>
  );
}

function TallyHead({ document, onTakeLast }: { document: Case; onTakeLast: () => void }) {
  const { t } = useTranslation();
  const { documents, setPreferences } = useWorkstation();
  const sound = useWorkstationState((state) => state.preferences.tallySound);
  const locked = useLocked();
  const [clearing, setClearing] = useState(false);
  const { manual, settings } = document;
  const total = manualTotal(manual);
  const cells = Object.values(manual.counts).reduce((sum, count) => sum + count, 0);
  const text = t('counting.progress', { counted: total, target: settings.target });
  return (
    <header className="tally-head">
      <div className="tally-title">
        <h2 id="tally-title">{t('tally.title')}</h2>
        <p className="hint">{t('tally.text')}</p>
      </div>
      <div className="tally-total">
        <strong data-testid="tally-total">{total}</strong>
        <span>
          {text}
          <progress
            value={Math.min(total, settings.target)}
            max={settings.target}
            aria-label={text}
          />
        </span>
      </div>
      <div className="tally-tools">
        <label className="switch">
          <input
            type="checkbox"
            checked={sound}
            onChange={(event) => setPreferences({ tallySound: event.target.checked })}
          />
          {t('tally.sound')}
        </label>
        <Button icon={Undo2} disabled={locked || cells === 0} onClick={onTakeLast}>
          {t('tally.takeLast')} <KeyHint action="takeBack" />
        </Button>
        <Button icon={RotateCcw} disabled={locked || cells === 0} onClick={() => setClearing(true)}>
          {t('tally.clear')}
        </Button>
      </div>
      <Dialog
        title={t('tally.clearTitle')}
        open={clearing}
        onClose={() => setClearing(false)}
        footer={
          <>
            <Button onClick={() => setClearing(false)}>{t('common.cancel')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                documents.execute(clearManualTally());
                setClearing(false);
              }}
            >
              {t('tally.clearConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('tally.clearText', { count: cells })}</p>
      </Dialog>
    </header>
  );
}

/** Whether the count by hand joins that of the fields, and what is then counted twice. */
function MergeSwitch({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const locked = useLocked();
  const { manual, fields } = document;
  const inFields = fields.some((field) => field.excluded === null && field.cells.length > 0);
  return (
    <section className="merge-switch">
      <h2 id="tally-effect-title">{t('tally.effect')}</h2>
      <label className="switch">
        <input
          type="checkbox"
          checked={manual.merged}
          disabled={locked}
          onChange={(event) => documents.execute(mergeManualTally(event.target.checked))}
        />
        {t('tally.merge')}
      </label>
      <p className="hint">{t(inFields ? 'tally.mergeText' : 'tally.mergeAlone')}</p>
    </section>
  );
}

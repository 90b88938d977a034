import { useTranslation } from 'react-i18next';
import {
  BLAST_READINGS,
  type BlastReading,
  type Case,
  COUNT_TARGETS,
  type CountTarget,
} from '../../domain/case.ts';
import { changeSetting } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { useLocked } from '../shared/useLocked.ts';
import { RuleChoice } from './RuleChoice.tsx';

/** What the case's call depends on, to be changed. */
export function CallSettings({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const locked = useLocked();
  const { blastReading, target } = document.settings;
  return (
    <div className="call-settings">
      <RuleChoice key={document.id} document={document} />
      <label>
        {t('call.reading')}
        <select
          value={blastReading}
          disabled={locked}
          onChange={(event) =>
            documents.execute(changeSetting('blastReading', event.target.value as BlastReading))
          }
        >
          {BLAST_READINGS.map((reading) => (
            <option key={reading} value={reading}>
              {t(`call.readings.${reading}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('counting.target')}
        <select
          value={target}
          disabled={locked}
          onChange={(event) =>
            documents.execute(changeSetting('target', Number(event.target.value) as CountTarget))
          }
        >
          {COUNT_TARGETS.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

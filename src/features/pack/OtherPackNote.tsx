import { useTranslation } from 'react-i18next';
import { fieldsOfOtherPacks } from '../../store/packs/known.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

/** Says that fields were analysed with another pack than the one in use, and offers to do it again. */
export function OtherPackNote() {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const pack = useWorkstationState((state) => state.pack);
  const analysing = useWorkstationState((state) => state.analysing);
  if (!document || !pack.described || analysing) return null;
  const fields = fieldsOfOtherPacks(pack, document);
  if (fields.length === 0) return null;
  const { name, version } = pack.described.identity;
  const others = new Set(
    document.fields.flatMap(({ id, analysis: record }) =>
      record && fields.includes(id) ? [`${record.pack.name} ${record.pack.version}`] : [],
    ),
  );
  return (
    <div className="other-pack" role="status">
      <p>
        {t('packs.other', {
          count: fields.length,
          others: [...others].join(', '),
          pack: `${name} ${version}`,
        })}
      </p>
      <button type="button" className="link-button" onClick={() => void analysis.analyse(fields)}>
        {t('packs.analyseAgain', { count: fields.length })}
      </button>
    </div>
  );
}

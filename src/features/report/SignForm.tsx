import { ArrowRight, CircleAlert, CircleCheck } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { readCase } from '../../domain/caseReading.ts';
import { countProgress } from '../../domain/counting.ts';
import { type Missing, missingForSignOff } from '../../domain/signOff.ts';
import { nextNeedingALook } from '../../store/needsLook.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { useGivenName } from '../shared/useGivenName.ts';

interface SignFormProps {
  readonly document: Case;
  readonly onClose: () => void;
}

/** What is missing, each with the way to it; once nothing is, the name and the signature. */
export function SignForm({ document, onClose }: SignFormProps) {
  const { t } = useTranslation();
  const { documents, setPreferences } = useWorkstation();
  const reviewer = useWorkstationState((state) => state.preferences.reviewer);
  const [name, setName] = useState(reviewer);
  const [signing, setSigning] = useState(false);
  const id = useId();
  const missing = missingForSignOff(document);
  const progress = countProgress(readCase(document).tally, document);
  const ready = missing.length === 0 && name.trim() !== '' && !signing;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setSigning(true);
    setPreferences({ reviewer: name.trim() });
    const outcome = await documents.sign();
    setSigning(false);
    if (outcome === 'applied') onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>{t('sign.text')}</p>
      {missing.length > 0 ? (
        <MissingList document={document} missing={missing} onClose={onClose} />
      ) : (
        <p className="sign-ready">
          <CircleCheck size={14} aria-hidden /> {t('signing.nothingMissing')}
        </p>
      )}
      {!progress.reached && progress.counted > 0 && (
        <p className="sign-remark">
          {t('signing.short', { counted: progress.counted, target: progress.target })}
        </p>
      )}
      <label className="form-row" htmlFor={id}>
        {t('sign.name')}
        <input
          id={id}
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={!ready}>
          {t('sign.confirm')}
        </Button>
      </div>
    </form>
  );
}

interface MissingListProps {
  readonly document: Case;
  readonly missing: readonly Missing[];
  readonly onClose: () => void;
}

/** Names of so many fields are said; more are a number. */
const NAMED_FIELDS = 3;

function MissingList({ document, missing, onClose }: MissingListProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const { showView, showField, showCell } = useWorkstation();

  const go = (item: Missing) => {
    onClose();
    showView('field');
    if (item.kind === 'nothing-counted') return;
    const field = item.fields[0]!;
    const cell =
      item.kind === 'needs-a-look'
        ? nextNeedingALook(document, { fieldId: field.id, cellId: null })
        : null;
    if (cell) showCell(cell.fieldId, cell.cellId);
    else showField(field.id);
  };
  return (
    <section className="sign-missing" aria-label={t('signing.missing')}>
      <h3>{t('signing.missing')}</h3>
      <ul>
        {missing.map((item) => (
          <li key={item.kind} data-missing={item.kind}>
            <CircleAlert size={14} aria-hidden />
            <span>
              {t(`sign.missing.${item.kind}`, { count: 'count' in item ? item.count : 0 })}
              {item.kind !== 'nothing-counted' && <small>{fieldNames(item.fields)}</small>}
            </span>
            <button type="button" className="link-button" onClick={() => go(item)}>
              {t('signing.go')} <ArrowRight size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );

  function fieldNames(fields: Extract<Missing, { fields: unknown }>['fields']): string {
    const names = fields.slice(0, NAMED_FIELDS).map((field) => named(field.name));
    const rest = fields.length > NAMED_FIELDS ? ['…'] : [];
    return t('signing.inFields', { count: fields.length, names: [...names, ...rest].join(', ') });
  }
}

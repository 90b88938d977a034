import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Description } from '../../domain/case.ts';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';

export interface CaseWords {
  readonly name: string;
  readonly description: Description;
}

const EMPTY: CaseWords = {
  name: '',
  description: { specimen: '', site: '', stain: '', collectedOn: '' },
};

interface CaseFormProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What is there already; a new case where absent. */
  readonly initial?: CaseWords;
  readonly onSubmit: (words: CaseWords) => void;
}

/** Asks for a case's name and what the smear is. No patient's name is asked for. */
export function CaseForm({ open, onClose, initial, onSubmit }: CaseFormProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t(initial ? 'caseForm.editTitle' : 'caseForm.newTitle')}
      open={open}
      onClose={onClose}
    >
      <Fields
        initial={initial ?? EMPTY}
        action={t(initial ? 'caseForm.save' : 'caseForm.create')}
        onCancel={onClose}
        onSubmit={(words) => {
          onClose();
          onSubmit(words);
        }}
      />
    </Dialog>
  );
}

interface FieldsProps {
  readonly initial: CaseWords;
  readonly action: string;
  readonly onCancel: () => void;
  readonly onSubmit: (words: CaseWords) => void;
}

function Fields({ initial, action, onCancel, onSubmit }: FieldsProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description);
  const lists = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onSubmit({
      name: name.trim(),
      description: {
        ...description,
        specimen: description.specimen.trim(),
        site: description.site.trim(),
        stain: description.stain.trim(),
      },
    });
  };

  return (
    <form onSubmit={submit} className="case-form">
      <label className="form-row">
        {t('caseForm.name')}
        <input
          // biome-ignore lint/a11y/noAutofocus: the first thing to be typed in a dialog that was asked for
          autoFocus
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
        <small>{t('caseForm.nameHint')}</small>
      </label>
      {(['specimen', 'site', 'stain'] as const).map((part) => (
        <label key={part} className="form-row">
          <span>
            {t(`caseForm.${part}`)} <small>{t('caseForm.optional')}</small>
          </span>
          <input
            value={description[part]}
            maxLength={120}
            list={`${lists}-${part}`}
            onChange={(event) => setDescription({ ...description, [part]: event.target.value })}
          />
          <datalist id={`${lists}-${part}`}>
            {t(`caseForm.suggestions.${part}`)
              .split('|')
              .map((text) => (
                <option key={text} value={text} />
              ))}
          </datalist>
        </label>
      ))}
      <label className="form-row">
        <span>
          {t('caseForm.collectedOn')} <small>{t('caseForm.optional')}</small>
        </span>
        <input
          type="date"
          value={description.collectedOn}
          onChange={(event) => setDescription({ ...description, collectedOn: event.target.value })}
        />
      </label>
      <div className="form-actions">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={!name.trim()}>
          {action}
        </Button>
      </div>
    </form>
  );
}

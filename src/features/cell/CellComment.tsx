import { MessageSquarePlus, MessageSquareText } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../../domain/case.ts';
import { commentCell } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';

interface CellCommentProps {
  readonly cell: Cell;
  readonly locked: boolean;
  readonly editing: boolean;
  readonly onEdit: (editing: boolean) => void;
}

/** The remark on a cell, or the way to one: why it was called what it is called. */
export function CellComment({ cell, locked, editing, onEdit }: CellCommentProps) {
  const { t } = useTranslation();
  if (editing && !locked)
    return <CommentForm key={cell.id} cell={cell} onDone={() => onEdit(false)} />;
  if (cell.comment === undefined)
    return locked ? null : (
      <Button
        kind="quiet"
        icon={MessageSquarePlus}
        className="comment-add"
        onClick={() => onEdit(true)}
      >
        {t('words.addComment')}
      </Button>
    );
  return (
    <p className="cell-comment" data-testid="cell-comment">
      <MessageSquareText size={14} aria-hidden />
      <span>{cell.comment}</span>
      {!locked && (
        <button type="button" className="link-button" onClick={() => onEdit(true)}>
          {t('words.editComment')}
        </button>
      )}
    </p>
  );
}

function CommentForm({ cell, onDone }: { cell: Cell; onDone: () => void }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [text, setText] = useState(cell.comment ?? '');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => input.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    documents.execute(commentCell(cell.id, text));
    onDone();
  };
  return (
    <form className="comment-form" onSubmit={submit}>
      <label htmlFor={id}>{t('words.comment')}</label>
      <div>
        <input
          ref={input}
          id={id}
          value={text}
          maxLength={300}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            onDone();
          }}
        />
        <Button type="submit">{t('words.saveComment')}</Button>
      </div>
      <small>{t('words.commentHint')}</small>
    </form>
  );
}

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLASS_BINS, type ClassBin, takesCells } from '../../domain/gallery.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { labelOfSection, useSectionName } from './useNames.ts';

interface MoveDialogProps {
  readonly open: boolean;
  readonly count: number;
  /** Where the primary stands now. */
  readonly current: ClassBin | null;
  readonly onMove: (bin: ClassBin) => void;
  readonly onClose: () => void;
}

/** Dragging by keyboard: a list of the classes, with typing ahead. */
export function MoveDialog({ open, count, ...rest }: MoveDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('gallery.moveTitle', { count })} open={open} onClose={rest.onClose}>
      <BinChoice {...rest} />
    </Dialog>
  );
}

const BINS = CLASS_BINS.filter(takesCells);
/** Letters typed within this time of each other make one word, ms. */
const TYPING_MS = 800;

/** The first line from `at` on, and around, whose code or name begins with what was typed. */
export function typedAhead(
  names: readonly (readonly string[])[],
  at: number,
  typed: string,
): number {
  const wanted = typed.toLocaleLowerCase();
  // A first letter typed again goes on to the next match; more letters narrow the one at hand.
  const from = typed.length === 1 ? at + 1 : at;
  for (let step = 0; step < names.length; step++) {
    const index = (from + step) % names.length;
    if (names[index]!.some((name) => name.toLocaleLowerCase().startsWith(wanted))) return index;
  }
  return at;
}

function BinChoice({ current, onMove, onClose }: Omit<MoveDialogProps, 'open' | 'count'>) {
  const { t } = useTranslation();
  const nameOf = useSectionName();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(() => Math.max(0, BINS.indexOf(current as never)));
  const typed = useRef({ text: '', when: 0 });

  useEffect(() => {
    // For the dialog, which gives the focus when it opens: after this.
    list.current?.setAttribute('autofocus', '');
    list.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is to be in sight
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [at]);

  const choose = (index: number) => {
    onClose();
    onMove(BINS[index]!);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = BINS.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) setAt(target);
    else if (event.key === 'Enter' || event.key === ' ') choose(at);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const goesOn = event.timeStamp - typed.current.when < TYPING_MS;
      const text = (goesOn ? typed.current.text : '') + event.key;
      typed.current = { text, when: event.timeStamp };
      setAt(
        typedAhead(
          BINS.map((bin) => [bin, nameOf(bin)]),
          at,
          text,
        ),
      );
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <p className="hint">{t('gallery.moveHint')}</p>
      <div
        ref={list}
        className="gallery-choices"
        role="listbox"
        aria-label={t('gallery.moveTo')}
        aria-activedescendant={`${id}-${BINS[at]}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {BINS.map((bin, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and hears the keys
          <div
            key={bin}
            id={`${id}-${bin}`}
            role="option"
            aria-selected={index === at}
            onClick={() => choose(index)}
          >
            <LabelChip countable={bin !== 'uncountable'} label={labelOfSection(bin)} />
            <span>{nameOf(bin)}</span>
            {bin === current && <small>{t('gallery.now')}</small>}
          </div>
        ))}
      </div>
    </>
  );
}

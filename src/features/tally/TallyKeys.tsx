import { Minus } from 'lucide-react';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManualTally, TallyKey } from '../../domain/case.ts';
import { type Lineage, labelLineage, labelName } from '../../domain/classes.ts';
import { LABELS } from '../../domain/differential.ts';
import { LINEAGE_COLOURS, UNCOUNTABLE_COLOUR } from '../../domain/lineageColours.ts';
import { manualTotal } from '../../domain/manualTally.ts';
import { labelAction } from '../keyboard/actions.ts';
import { useKeymap, usePrefix } from '../keyboard/react.tsx';
import { percent } from '../shared/format.ts';
import { Keys } from '../shared/Keys.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** As on a bench counter: what is counted most stands first. */
const LINEAGE_ORDER: readonly Lineage[] = [
  'granulocytic',
  'erythroid',
  'lymphoid',
  'monocytic',
  'megakaryocytic',
  'abnormal',
  'other',
];
const GROUPS = LINEAGE_ORDER.map((lineage) => ({
  lineage,
  labels: LABELS.filter((label) => labelLineage(label) === lineage),
}));

interface TallyKeysProps {
  readonly manual: ManualTally;
  readonly locked: boolean;
  readonly onCount: (key: TallyKey) => void;
  readonly onTakeOff: (key: TallyKey) => void;
  /** The one counted last, marked. */
  readonly last: TallyKey | null;
}

/** A big key for each class, group and for cells that do not count. */
export function TallyKeys({ manual, ...props }: TallyKeysProps) {
  const { t } = useTranslation();
  const id = useId();
  const total = manualTotal(manual);
  const tile = (key: TallyKey) => (
    <Tile
      key={key}
      name={key}
      count={manual.counts[key] ?? 0}
      total={total}
      locked={props.locked}
      last={props.last === key}
      onCount={props.onCount}
      onTakeOff={props.onTakeOff}
    />
  );
  return (
    <div className="tally-groups">
      {GROUPS.map(({ lineage, labels }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no more
        <div
          key={lineage}
          className="tally-group"
          role="group"
          aria-labelledby={`${id}-${lineage}`}
        >
          <h3 id={`${id}-${lineage}`}>{t(`lineages.${lineage}`)}</h3>
          <div className="tally-tiles">
            {labels.map(tile)}
            {lineage === 'other' && tile('uncountable')}
          </div>
        </div>
      ))}
    </div>
  );
}

interface TileProps {
  readonly name: TallyKey;
  readonly count: number;
  readonly total: number;
  readonly locked: boolean;
  readonly last: boolean;
  readonly onCount: (key: TallyKey) => void;
  readonly onTakeOff: (key: TallyKey) => void;
}

function Tile({ name, count, total, locked, last, onCount, onTakeOff }: TileProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const prefix = usePrefix();
  const uncountable = name === 'uncountable';
  const label = uncountable ? null : name;
  const [keys] = useKeymap()[uncountable ? 'uncountable' : labelAction(name)];
  const word = label ? labelName(label, language) : t('tally.uncountable');
  const style = {
    '--tile': label ? LINEAGE_COLOURS[labelLineage(label)] : UNCOUNTABLE_COLOUR,
  } as CSSProperties;
  return (
    <div
      className="tally-tile"
      style={style}
      data-tally={name}
      data-empty={count === 0}
      data-last={last}
      data-reachable={prefix === null || (keys?.startsWith(`${prefix} `) ?? false)}
    >
      <button
        type="button"
        className="tally-key"
        disabled={locked}
        aria-label={t('tally.count', { name: word })}
        title={word}
        onClick={() => onCount(name)}
      >
        <span className="tally-key-top">
          <LabelChip countable={!uncountable} label={label} />
          {keys !== undefined && <Keys keys={keys} />}
        </span>
        <span className="tally-name">
          {label ? t(`shortNames.${label}`, { defaultValue: word }) : word}
        </span>
        <span className="tally-count">
          <b>{count}</b>
          <small>{uncountable || total === 0 ? '' : percent(count / total, language)}</small>
        </span>
      </button>
      <button
        type="button"
        className="tally-minus"
        disabled={locked || count === 0}
        aria-label={t('tally.takeOne', { name: word })}
        title={t('tally.takeOne', { name: word })}
        onClick={() => onTakeOff(name)}
      >
        <Minus size={13} aria-hidden />
      </button>
    </div>
  );
}

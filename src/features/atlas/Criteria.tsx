import { useTranslation } from 'react-i18next';
import type {
  AtlasEntry,
  AtlasKey,
  ClassEntry,
  LookAlike,
  OpenEntry,
} from '../../domain/atlas/index.ts';
import { atlasEntry } from '../../domain/atlas/index.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

type Jump = (key: AtlasKey) => void;

/** The criteria of a page, in words. */
export function Criteria({ entry, onJump }: { entry: AtlasEntry; onJump: Jump }) {
  return entry.kind === 'class' ? (
    <ClassCriteriaList entry={entry} />
  ) : (
    <OpenCriteriaList entry={entry} onJump={onJump} />
  );
}

function ClassCriteriaList({ entry }: { entry: ClassEntry }) {
  const { t } = useTranslation();
  const [least, most] = entry.size;
  const rows = [
    ['size', `${least}–${most} µm${entry.sizeNote ? ` — ${entry.sizeNote}` : ''}`],
    ['ratio', entry.ratio],
    ['nucleus', entry.nucleus],
    ['chromatin', entry.chromatin],
    ['nucleoli', entry.nucleoli],
    ['cytoplasm', entry.cytoplasm],
    ['granules', entry.granules],
  ] as const;
  return (
    <dl className="atlas-criteria">
      {rows.map(([part, words]) => (
        <div key={part}>
          <dt>{t(`atlas.parts.${part}`)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function OpenCriteriaList({ entry, onJump }: { entry: OpenEntry; onJump: Jump }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="atlas-criteria">
        <div>
          <dt>{t('atlas.open')}</dt>
          <dd>{entry.open}</dd>
        </div>
        <div>
          <dt>{t('atlas.settle')}</dt>
          <dd>{entry.settle}</dd>
        </div>
        <div>
          <dt>{t('atlas.signs')}</dt>
          <dd>
            <ul className="atlas-notes">
              {entry.signs.map((sign) => (
                <li key={sign}>{sign}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      {entry.members.length > 0 && (
        <ul className="atlas-members" aria-label={t('atlas.members')}>
          {entry.members.map((key) => (
            <li key={key}>
              <PageLink page={key} onJump={onJump} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A button that turns to another page. */
function PageLink({ page, onJump }: { page: AtlasKey; onJump: Jump }) {
  const name = atlasEntry(page, useLanguage()).name;
  const label = page === 'uncountable' ? null : page;
  return (
    <button type="button" className="atlas-link" onClick={() => onJump(page)}>
      <LabelChip countable={label !== null} label={label} />
      <span>{name}</span>
    </button>
  );
}

interface LookAlikesProps {
  readonly lookAlikes: readonly LookAlike[];
  /** Short name of the page's own cell. */
  readonly own: string;
  readonly onJump: Jump;
}

/** What the cell is taken for, with the sign that decides on either side. */
export function LookAlikes({ lookAlikes, own, onJump }: LookAlikesProps) {
  const { t } = useTranslation();
  return (
    <ul className="atlas-pairs">
      {lookAlikes.map(({ key, here, there }) => (
        <li key={key}>
          <PageLink page={key} onJump={onJump} />
          <dl>
            <div>
              <dt>{own}</dt>
              <dd>{here}</dd>
            </div>
            <div>
              <dt>{key === 'uncountable' ? t('atlas.notCounted') : key}</dt>
              <dd>{there}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}

import { createContext, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AtlasKey } from '../../domain/atlas/index.ts';
import type { Message } from '../../domain/message.ts';
import { tell } from '../../domain/text/index.ts';
import { ExamplePictures } from '../../store/atlas/examplePictures.ts';
import { createExampleRenderer } from '../../store/atlas/renderer.ts';
import { problemOf } from '../../store/services.ts';
import { type ExamplePlan, examplePlans } from '../../synth/example.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { BAR_MICROMETRES, pixelsPerMicrometre } from './scale.ts';

/** The cache of rendered examples: one for the page, its worker started on first demand. */
export const ExamplePicturesContext = createContext(new ExamplePictures(createExampleRenderer));

type ExampleState =
  | { readonly phase: 'drawing' }
  | { readonly phase: 'ready'; readonly url: string }
  | { readonly phase: 'failed'; readonly problem: Message };

function useExample(plan: ExamplePlan): ExampleState {
  const pictures = useContext(ExamplePicturesContext);
  const [state, setState] = useState<ExampleState>({ phase: 'drawing' });
  useEffect(() => {
    let stale = false;
    pictures.get(plan).then(
      (url) => stale || setState({ phase: 'ready', url }),
      (error: unknown) => stale || setState({ phase: 'failed', problem: problemOf(error) }),
    );
    return () => {
      stale = true;
    };
  }, [pictures, plan]);
  return state;
}

/** Plans are kept by page, so that a picture's state stays its own. */
const plansOf = new Map<AtlasKey, ExamplePlan[]>();
function plans(key: AtlasKey): ExamplePlan[] {
  const known = plansOf.get(key) ?? examplePlans(key);
  plansOf.set(key, known);
  return known;
}

interface ExamplesProps {
  readonly page: AtlasKey;
  readonly name: string;
  readonly compact: boolean;
}

/** Rendered examples of a page, all at one scale, each marked synthetic on its frame. */
export function Examples({ page, name, compact }: ExamplesProps) {
  const { t, i18n } = useTranslation();
  const missing = `atlas.notShown.${page}`;
  const shown = plans(page);
  const mixed = shown.some(({ kind }) => kind !== shown[0]?.kind);
  return (
    <>
      <ul className="atlas-pictures">
        {shown.map((plan, index) => (
          <Example
            key={`${plan.kind}/${plan.seed}`}
            plan={plan}
            name={name}
            index={index + 1}
            compact={compact}
            captioned={mixed}
          />
        ))}
      </ul>
      <p className="atlas-scale">
        <span
          className="atlas-scale-bar"
          style={{ width: BAR_MICROMETRES * pixelsPerMicrometre(compact) }}
          aria-hidden
        />
        {t('atlas.scale', { length: BAR_MICROMETRES })}
      </p>
      <p className="hint">
        {t('atlas.rendered')}
        {i18n.exists(missing) && ` ${t(missing)}`}
      </p>
    </>
  );
}

interface ExampleProps {
  readonly plan: ExamplePlan;
  readonly name: string;
  readonly index: number;
  readonly compact: boolean;
  /** Where all are of one kind, its name would only repeat the page's. */
  readonly captioned: boolean;
}

function Example({ plan, name, index, compact, captioned }: ExampleProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useExample(plan);
  const side = Math.round(plan.span * pixelsPerMicrometre(compact));
  const kind = t(`atlas.kinds.${plan.kind}`);
  return (
    <li style={{ width: side }}>
      <figure>
        <div className="atlas-frame" style={{ height: side }} data-phase={state.phase}>
          {state.phase === 'ready' && (
            <img
              src={state.url}
              width={side}
              height={side}
              alt={t('atlas.exampleAlt', { name, kind, index })}
            />
          )}
          {state.phase === 'drawing' && <span className="atlas-wait">{t('atlas.drawing')}</span>}
          {state.phase === 'failed' && (
            <span className="atlas-wait" role="alert" title={tell(state.problem, language)}>
              {t('atlas.notDrawn')}
            </span>
          )}
          <span className="atlas-mark" aria-hidden>
            {t('header.synthetic')}
          </span>
        </div>
        {captioned && <figcaption>{kind}</figcaption>}
      </figure>
    </li>
  );
}

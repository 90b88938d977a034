import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { fieldSampling } from '../../domain/fieldReading.ts';
import { packText } from '../../domain/pack.ts';
import { recognitionOf } from '../../domain/packRecognition.ts';
import { PAPER_RULE } from '../../domain/rules.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { RULES, type Rule, ruleOf } from '../../store/reading.ts';
import { useCaseManifest } from '../shared/useCaseManifest.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { type Confusion, SimulationDialog } from './SimulationDialog.tsx';

interface CaseSimulationProps {
  readonly document: Case;
  readonly onClose: () => void;
}

/** The simulation with the numbers of a case and the confusion of its pack. */
export function CaseSimulation({ document, onClose }: CaseSimulationProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = useWorkstationState((state) => state.laboratory.rules);
  const manifest = useCaseManifest(document);
  const current = ruleOf(document.settings) ?? PAPER_RULE;
  const rules = [...new Map([current, ...RULES, ...own].map((rule) => [rule.id, rule])).values()];
  const confusionOf = (rule: Rule): Confusion => {
    const recognition = manifest && recognitionOf(manifest, rule, document.settings.blastReading);
    return {
      recognition,
      told:
        manifest && recognition
          ? t('simulation.fromPack', { on: packText(manifest, recognition.on, language) })
          : t('simulation.noPack'),
    };
  };
  return (
    <SimulationDialog
      rules={rules}
      sampling={document.fields.length > 0 ? fieldSampling(document) : null}
      confusionOf={confusionOf}
      onClose={onClose}
    />
  );
}

import type { CSSProperties } from 'react';
import { stateCode } from '../../canvas/canvasCell.ts';
import { type Label, labelLineage, labelName } from '../../domain/classes.ts';
import { LINEAGE_COLOURS, UNCOUNTABLE_COLOUR } from '../../domain/lineageColours.ts';
import { useLanguage } from './useLanguage.ts';

export const stateColour = (countable: boolean, label: Label | null): string =>
  countable && label ? LINEAGE_COLOURS[labelLineage(label)] : UNCOUNTABLE_COLOUR;

/** A class's code on its lineage's colour. */
export function LabelChip({ countable, label }: { countable: boolean; label: Label | null }) {
  const language = useLanguage();
  const style = { '--chip': stateColour(countable, label) } as CSSProperties;
  return (
    <abbr className="chip" style={style} title={label ? labelName(label, language) : undefined}>
      {stateCode(countable, label)}
    </abbr>
  );
}

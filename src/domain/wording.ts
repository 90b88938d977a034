import type { BlastReading } from './case.ts';
import type { Lineage } from './classes.ts';
import type { Interval, Proportion } from './statistics.ts';

/** Numbers and words as sentences, reports and exports give them. */

/** A share in per cent with one decimal: `12.5 %`; an em dash where there is none. */
export const percentText = (share: number | null): string =>
  share === null ? '—' : `${(share * 100).toFixed(1)}\u00a0%`;

/** An interval of shares: `8.4–18.1 %`. */
export const intervalText = ({ low, high }: Interval): string =>
  `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}\u00a0%`;

/** `22.5 % (95 % interval 17.3–28.8 %)`. */
export const proportionText = ({ share, interval }: Proportion): string =>
  interval ? `${percentText(share)} (95\u00a0% interval ${intervalText(interval)})` : '—';

/** `1 cell`, `3 cells`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const LINEAGE_NAMES: Readonly<Record<Lineage, string>> = {
  granulocytic: 'Granulocytic',
  monocytic: 'Monocytic',
  erythroid: 'Erythroid',
  lymphoid: 'Lymphoid',
  megakaryocytic: 'Megakaryocytic',
  abnormal: 'Lymphoma, neuroblastoma',
  other: 'Other and unresolved',
};

/** How many blasts are of unresolved lineage and how they were counted; null where there are none. */
export function unresolvedBlastText(count: number, reading: BlastReading): string | null {
  if (count === 0) return null;
  const subject = `${plural(count, 'blast')} of unresolved lineage`;
  const [was, its] = count === 1 ? ['was', 'Its'] : ['were', 'Their'];
  switch (reading) {
    case 'lymphoid':
      return `${subject} ${was} counted as lymphoid by this case’s setting. ${its} lineage is assumed, not seen.`;
    case 'myeloid':
      return `${subject} ${was} counted as myeloid by this case’s setting, with the myeloblasts. ${its} lineage is assumed, not seen.`;
    case 'unresolved':
      return `${subject} ${was} left unresolved by this case’s setting: the share of lymphoblasts can only be bounded, with none or all of them lymphoid.`;
  }
}

/** The one scale of every picture in the atlas, so that sizes compare across classes. */

/** CSS pixels a micrometre; beside the gallery there is less room. */
export const pixelsPerMicrometre = (compact: boolean): number => (compact ? 3.4 : 4.6);

/** Length of the scale bar, micrometres. */
export const BAR_MICROMETRES = 10;

/** Side cut out around a cell of a case, micrometres, as in the rendered examples. */
const SPAN = 26;
/** For cells that would not fit with a margin, megakaryocytes for the most part. */
const WIDE_SPAN = 44;

/** Side of the cut for a cell whose longer side is given, micrometres. */
export const spanFor = (longest: number): number => (longest > 0.9 * SPAN ? WIDE_SPAN : SPAN);

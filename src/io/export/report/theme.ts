import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces';

/** Measures and colours of the printed report; pt. Dark on white: reports are copied and faxed. */

export const INK = '#1a1d21';
export const FAINT = '#6a737d';
export const RULE_LINE = '#c9ced4';
export const ACCENT = '#1f4b7a';
export const WARNING = '#8a3b00';
export const MARGIN = 40;
/** A4 less both margins. */
export const CONTENT_WIDTH = 595.28 - 2 * MARGIN;

export const STYLES: StyleDictionary = {
  laboratory: { fontSize: 12, bold: true, color: ACCENT },
  title: { fontSize: 15, bold: true, color: INK },
  heading: { fontSize: 10, bold: true, color: ACCENT },
  tableHead: { fontSize: 7, bold: true, color: FAINT },
  fact: { fontSize: 8, color: FAINT },
  fine: { fontSize: 7, color: FAINT },
  verdict: { fontSize: 12, bold: true },
  warning: { color: WARNING },
};

/** Thin lines between rows, none between columns. */
export const LINES: CustomTableLayout = {
  hLineWidth: (index, node) => (index === 0 || index === node.table.body.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => RULE_LINE,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

const FRAME_PADDING = 9;
/** What a frame over the whole width holds; fixed, so that a long word breaks within it. */
export const FRAMED_WIDTH = CONTENT_WIDTH - 2 * FRAME_PADDING - 1.6;

/** A box around one thing. */
export const FRAME: CustomTableLayout = {
  hLineWidth: () => 0.8,
  vLineWidth: () => 0.8,
  hLineColor: () => ACCENT,
  vLineColor: () => ACCENT,
  paddingLeft: () => FRAME_PADDING,
  paddingRight: () => FRAME_PADDING,
  paddingTop: () => 5,
  paddingBottom: () => 6,
};

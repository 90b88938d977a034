import type { Content } from 'pdfmake/interfaces';
import type { Call } from '../../../domain/call.ts';
import { plural } from '../../../domain/wording.ts';
import { FRAME } from './theme.ts';

const HEADINGS: Readonly<Record<Call['state'], string>> = {
  meets: 'Meets the configured rule',
  'does-not-meet': 'Does not meet the configured rule',
  indeterminate: 'Indeterminate under the configured rule',
  none: 'No call',
};

const bareWord = ({ bareMet }: Call): string =>
  bareMet === null ? 'not defined' : bareMet ? 'met' : 'not met';

function settlingText({ state, more, bounds }: Call): string | null {
  if (state !== 'indeterminate') return null;
  if (more) {
    const fields =
      more.fields === null ? '' : `, that is ${plural(more.fields, 'more field')} like these`;
    return `About ${plural(more.cells, 'more cell')}${fields}, would settle it if the share stays as it is.`;
  }
  // Where lineage alone settles it, the sentence has said so.
  return bounds
    ? null
    : 'No affordable number of cells would settle it: the share lies at the threshold.';
}

/** The call with its reasons, in a frame. */
export function callSection(call: Call): Content {
  const { rule } = call;
  const lines: (string | null)[] = [
    call.sentence,
    settlingText(call),
    call.unresolvedText,
    `Bare rule of the paper, without interval: ${bareWord(call)} (${call.bareText}).`,
  ];
  return {
    table: {
      widths: ['*'],
      body: [
        [
          {
            stack: [
              { text: HEADINGS[call.state], style: 'verdict' },
              ...lines.flatMap((text) =>
                text === null
                  ? []
                  : [{ text, margin: [0, 3, 0, 0] as [number, number, number, number] }],
              ),
              ...call.hints.map(
                (text): Content => ({
                  text,
                  style: 'warning',
                  bold: true,
                  margin: [0, 3, 0, 0],
                }),
              ),
              ...(rule
                ? [
                    {
                      text: `Rule: ${rule.name}. Source: ${rule.source}. ${rule.note}`.trim(),
                      style: 'fine',
                      margin: [0, 4, 0, 0] as [number, number, number, number],
                    },
                  ]
                : []),
            ],
          },
        ],
      ],
    },
    layout: FRAME,
    margin: [0, 8, 0, 10],
  };
}

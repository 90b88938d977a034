import type { Content } from 'pdfmake/interfaces';
import { countProgress, stopAdvice } from '../../../domain/counting.ts';
import { ruleWords } from '../../../domain/rules.ts';
import type { ReportSubject } from './input.ts';
import { FRAME } from './theme.ts';

const spaced = (margin: number): [number, number, number, number] => [0, margin, 0, 0];

function settlingText({ reading, document, words }: ReportSubject): string | null {
  const { more } = reading.call;
  if (more) return words.call.moreCells(more.cells, more.fields);
  // Where lineage or stage alone settles it, the sentence has said so.
  const advice = stopAdvice(reading.call, countProgress(reading.tally, document));
  return advice === 'never' ? words.call.neverSettled : null;
}

/** The call with its reasons, in a frame. */
export function callSection(subject: ReportSubject): Content {
  const { words, language } = subject;
  const { call } = subject.reading;
  const lines = [
    call.sentence,
    settlingText(subject),
    call.unresolvedText,
    words.call.bare(call.bareMet, call.bareText),
  ].filter((text) => text !== null);
  const rule = call.rule && ruleWords(call.rule, language);
  return {
    table: {
      widths: ['*'],
      body: [
        [
          {
            stack: [
              { text: words.call.states[call.state], style: 'verdict' },
              ...lines.map((text): Content => ({ text, margin: spaced(3) })),
              ...call.hints.map(
                (text): Content => ({ text, style: 'warning', bold: true, margin: spaced(3) }),
              ),
              ...(rule
                ? [
                    {
                      text: words.call.rule(rule.name, rule.source, rule.note),
                      style: 'fine',
                      margin: spaced(4),
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

import type { Content } from 'pdfmake/interfaces';
import { countProgress, stopAdvice } from '../../../domain/counting.ts';
import { FEW_CELLS, FEW_FIELDS, fieldSampling, isTooNarrow } from '../../../domain/fieldReading.ts';
import { ruleWords } from '../../../domain/rules.ts';
import { intervalText } from '../../../domain/wording.ts';
import type { ReportSubject } from './input.ts';
import { FRAME, FRAMED_WIDTH } from './theme.ts';

const spaced = (margin: number): [number, number, number, number] => [0, margin, 0, 0];

function settlingText({ reading, document, words }: ReportSubject): string | null {
  const { more } = reading.call;
  if (more) return words.call.moreCells(more.cells, more.fields);
  // Where lineage or stage alone settles it, the sentence has said so.
  const advice = stopAdvice(reading.call, countProgress(reading.tally, document));
  return advice === 'never' ? words.call.neverSettled : null;
}

/** The interval by whole fields, beside the call and no part of it. */
function fieldSamplingText({ document, words, language }: ReportSubject): string | null {
  const sampling = fieldSampling(document);
  if (!sampling?.interval) return null;
  const { byFields, fewFields, notByHand } = words.call;
  return [
    byFields(intervalText(sampling.interval, language), sampling.fields),
    ...(isTooNarrow(sampling) ? [fewFields(FEW_FIELDS, FEW_CELLS)] : []),
    ...(document.manual.merged ? [notByHand] : []),
  ].join(language === 'zh' ? '' : ' ');
}

/** The call with its reasons, in a frame. */
export function callSection(subject: ReportSubject): Content {
  const { words, language } = subject;
  const { call } = subject.reading;
  const { ruleReason } = subject.document.settings;
  const lines = [
    call.sentence,
    settlingText(subject),
    call.unresolvedText,
    call.state === 'none' ? null : fieldSamplingText(subject),
    words.call.bare(call.bareMet, call.bareText),
  ].filter((text) => text !== null);
  const rule = call.rule && ruleWords(call.rule, language);
  return {
    table: {
      widths: [FRAMED_WIDTH],
      body: [
        [
          {
            stack: [
              { text: words.call.states[call.state], style: 'verdict' },
              ...lines.map((text): Content => ({ text, margin: spaced(2) })),
              ...call.hints.map(
                (text): Content => ({ text, style: 'warning', bold: true, margin: spaced(2) }),
              ),
              ...(rule
                ? [
                    {
                      text: [
                        words.call.rule(rule.name, rule.source, rule.note),
                        ...(ruleReason === undefined ? [] : [words.call.because(ruleReason)]),
                      ].join(language === 'zh' ? '' : ' '),
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
    margin: [0, 7, 0, 8],
  };
}

/** Texts of the cell-location test. */
export const location = {
  location: {
    title: 'Cell-location test',
    intro:
      'Mark every cell that should be counted on a field whose boxes are hidden. The share that you find is kept over time. It is no part of any count.',
    field: 'Field',
    start: 'Start',
    noTruth:
      'No field of this case has known cells. Import a ground truth, or mark a field reviewed.',
    truth: {
      imported: 'Held to the imported ground truth.',
      rendered: 'Held to the cells that were rendered.',
      reviewed: 'Held to the boxes of the reviewed field.',
    },
    canvas: 'Field without boxes. Click to mark a cell, click the mark to take it away.',
    hint: 'Click marks a cell, a click on a mark takes it away. Drag pans, the wheel zooms. Keys: Ctrl + arrows pan, Enter marks the middle, Esc takes the last mark back.',
    marks_one: '{{count}} mark',
    marks_other: '{{count}} marks',
    done: 'Done',
    giveUp: 'Stop without a result',
    again: 'Next field',
    found: 'Found',
    missed: 'Missed',
    extra: 'Marked, nothing there',
    neutral: 'On uncountable cells',
    share: 'Share found',
    legend: {
      found: 'found',
      missed: 'missed',
      extra: 'marked, nothing there',
      uncountable: 'uncountable, neither right nor wrong',
    },
    missedMark: 'missed',
    notKept:
      'The result could not be kept: the browser’s storage is closed or full. Export it, or make room.',
    notToday: 'You have not taken today’s test yet.',
    today_one: 'Taken today: {{count}} test.',
    today_other: 'Taken today: {{count}} tests.',
    remind: 'Cell-location test: not taken today',
    history: 'Past tests',
    noHistory: 'No test has been taken in this browser yet.',
    person: 'Person',
    everyone: 'everyone',
    chart: 'Share found by test with 95 % interval; the line is the share of all tests shown.',
    chartOf: '{{time}}, {{by}}, {{field}}: {{found}} of {{cells}}, {{share}}',
    pooled_one: '{{count}} test: {{found}} of {{cells}} cells found, {{share}} ({{interval}})',
    pooled_other: '{{count}} tests: {{found}} of {{cells}} cells found, {{share}} ({{interval}})',
    export: 'Export CSV',
    method:
      'A mark finds a cell when it lies in its box; each box is found once, by one mark, the nearest to its centre as far as that leaves none unfound. A field that was marked before is easier, and its cells count again. 95 % interval: Wilson.',
  },
};

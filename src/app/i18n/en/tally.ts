/** Texts of the tally at the eyepiece. */
export const tally = {
  tally: {
    title: 'Count by hand',
    text: 'At the eyepiece: each key press counts one cell. Nothing is photographed.',
    keys: 'Cells to count',
    total: 'Counted by hand',
    count: 'Count one: {{name}}',
    takeOne: 'Take one off: {{name}}',
    takeLast: 'Take back',
    noLast:
      'Nothing was counted since the case was opened. Take a cell off with the − of its class.',
    said: '{{name}}, {{total}} of {{target}}',
    saidUncountable: 'Uncountable, {{count}}',
    saidTakenBack: 'Taken back. {{total}} of {{target}}',
    clear: 'Start anew',
    clearTitle: 'Start the count by hand anew?',
    clearText: '{{count}} cells counted by hand are set to none. Undo brings them back.',
    clearConfirm: 'Set to none',
    sound: 'Click sound',
    merge: 'Add to the count of the fields',
    mergeText:
      'Added, the call and the differential count both. A cell that was photographed and also counted at the eyepiece is then counted twice.',
    mergeAlone: 'No field of this case has a cell: added, the count by hand makes the call.',
    effect: 'The case’s count',
    effectMerged: '{{fields}} in the fields + {{hand}} by hand',
    effectApart: 'The fields alone; the count by hand is not added.',
    uncountable: 'Uncountable',
  },
};

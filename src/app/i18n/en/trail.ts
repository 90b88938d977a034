/** Texts of the audit trail. */
export const trail = {
  trail: {
    person: 'Person',
    everyone: 'Everyone',
    model: 'Model',
    kind: 'Kind of change',
    all: 'All changes',
    search: 'Search',
    searchHint: 'Words of the change or its reason',
    shown_one: '{{count}} entry',
    shown_other: '{{count}} entries',
    shownOf: '{{count}} of {{total}} entries',
    none: 'No entry fits the filter.',
    export: 'Trail as CSV',
    list: 'Entries, newest first',
    reason: 'Reason: {{reason}}',
    groups: {
      cell: 'Cells',
      field: 'Fields',
      case: 'Case and signature',
      conflict: 'Conflicts',
      tally: 'Count by hand',
      reader: 'Other readers',
      analysis: 'Analyses',
      history: 'Undo and redo',
    },
  },
};

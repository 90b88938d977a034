/** Texts of the count: its target, the count by hand, and the advice to stop. */
export const counting = {
  counting: {
    target: 'Cells to count',
    progress: '{{counted}} of {{target}} nucleated cells',
    reached: 'Target reached',
    byHand: 'By hand',
    byHandColumn: 'hand',
    added: '{{count}} of these counted by hand at the eyepiece',
    notAdded: '{{count}} counted by hand at the eyepiece, not in this count',
    advice: {
      settled:
        'The interval clears the threshold: counting on will hardly change the call. It covers sampling only, not cells named wrongly.',
      'settled-early':
        'The interval already clears the threshold, with {{counted}} of {{target}} cells counted. The call will hardly change; the shares of the other classes still need their cells.',
      lineage:
        'More cells will not settle it: only the lineage or stage of the unresolved cells does.',
    },
  },
};

/** Which model packs there are, and how another comes into use. */
export const packs = {
  packs: {
    title: 'Model packs',
    inUse: 'in use',
    use: 'Use this pack',
    origin: { workstation: 'comes with the workstation', files: 'from your files' },
    keptWhole: '{{size}}, kept in this browser',
    keptPart: '{{size}}, of which this browser keeps {{kept}}; opening goes on from there',
    notKept: '{{size}}, not in this browser yet',
    removeKept:
      'Free the {{size}} that this browser keeps of {{name}}; they are fetched again when needed',
    removePicked: 'Remove {{name}} from this browser ({{size}}); your files stay as they are',
    pickHint:
      'Your own pack: its manifest.json and weight files, picked or dropped here. They stay on this machine.',
    pickFolder: 'Open a folder…',
    pickFiles: 'Open files…',
    reading: 'Checking the files of {{name}}',
    opening: 'Loading {{name}}',
    warmingUp: 'Preparing {{name}}',
    bytes: '{{done}} of {{total}}',
    progress: 'Progress of the pack',
    fellBack: 'The model pack that was chosen is no longer here. {{name}} is in use.',
    other_one: '{{count}} field was analysed with {{others}}; {{pack}} is in use now.',
    other_other: '{{count}} fields were analysed with {{others}}; {{pack}} is in use now.',
    analyseAgain_one: 'Analyse it again',
    analyseAgain_other: 'Analyse them again',
  },
};

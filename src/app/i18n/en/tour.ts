/** Texts of the first visit: the welcome and the guided tour. */
export const tour = {
  welcome: {
    title: 'Marrow Workstation',
    what: 'Finds, names and counts the nucleated cells of bone-marrow smears in your browser; you go over its words, and sign. Pictures and cases stay on this computer.',
    research: 'For research use only. Not for diagnosis.',
    who: 'Who is reviewing?',
    whoHint:
      'Stands beside every change. You may leave it empty; you are asked again when you sign.',
    language: 'Language · 语言',
    tour: 'Take the two-minute tour',
    start: 'Start',
  },
  tour: {
    label: 'Guided tour',
    progress: '{{current}} of {{total}}',
    next: 'Next',
    previous: 'Back',
    finish: 'Finish',
    close: 'End the tour (Esc)',
    doIt: 'Do it for me',
    done: 'Done.',
    steps: {
      analyse: {
        title: 'Let the model read first',
        text: 'Analyse finds every cell of the case, asks whether it can be counted, and names it. It runs in this browser; the first run loads the model.',
        wait: 'Press Analyse, and wait for the first field.',
      },
      call: {
        title: 'The call',
        text: 'What the count means by the rule chosen here: the share with its 95 % interval against the threshold. Where the interval crosses it, the call says indeterminate.',
      },
      field: {
        title: 'The field and its boxes',
        text: 'Every box is a cell, with its class in letters and its lineage in colour. The wheel zooms, dragging moves; {{fit}} shows the whole field.',
      },
      strip: {
        title: 'From cell to cell',
        text: '{{next}} goes to the next cell and {{previous}} to the one before, here and on the image.',
        wait: 'Press {{next}}.',
      },
      look: {
        title: 'What needs a look',
        text: 'Where the model was unsure, a cell needs a look before the case can be signed. {{nextNeedsLook}} goes from one to the next; the gallery ({{viewGallery}}) shows them all, sorted.',
      },
      atlas: {
        title: 'In doubt?',
        text: 'The reference atlas ({{atlas}}) lays the criteria of all 20 classes, and what each is taken for, beside the cell.',
      },
      relabel: {
        title: 'Your word',
        text: '{{accept}} accepts what the model said. A letter or two name the cell anew: {{LBL}} lymphoblast, {{LYM}} lymphocyte, {{OCE}} orthochromatic erythroblast. {{undo}} takes it back.',
        wait: 'Accept the cell, or name it by its key.',
      },
      review: {
        title: 'Done with a field',
        text: 'When you have gone over a field, missed cells included, mark it reviewed: {{reviewField}}.',
        wait: 'Mark the field reviewed.',
      },
      count: {
        title: 'How far the count has come',
        text: 'Choose here how many cells to count: 200, 300 or 500. The call says about how many more would settle it, and when counting on would hardly change it.',
      },
      sign: {
        title: 'Sign and export',
        text: 'Sign locks the case under your name, once nothing is missing; the report and the tables are under Export. All keys stand under {{help}}, every command under {{palette}}.',
      },
    },
  },
};

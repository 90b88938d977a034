/** Shown on screen always and on every page of every export. */
export const RESEARCH_USE_NOTICE = 'For Research Use Only. Not for use in diagnostic procedures.';

/** Shown wherever a rendered field or a result from one appears. */
export const SYNTHETIC_NOTICE =
  'Synthetic demonstration images: rendered by a program, not photographed from a patient.';

/** Fixed sentence beside every Wilson interval. */
export const INTERVAL_NOTICE =
  'The 95 % interval covers sampling only; it does not include classification error.';

/** What the command line can write. */
export const FORMATS = ['json', 'csv', 'coco', 'pdf', 'yolo', 'fhir', 'png'] as const;
export type Format = (typeof FORMATS)[number];

export const DEFAULT_FORMATS: readonly Format[] = ['json', 'csv', 'coco', 'pdf'];

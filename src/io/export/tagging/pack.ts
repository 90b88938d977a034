import { zlibSync } from 'fflate';

/**
 * A PDF of PDFKit's with its dictionaries in one compressed stream. Every cell of a table is an object of
 * the structure tree: written out, they double a report and more. ISO 32000-1, 7.5.7 and 7.5.8.
 */

interface PdfObject {
  readonly id: number;
  /** From its number to `endobj`. */
  readonly bytes: Uint8Array;
}

/** An entry of the cross-reference stream: its kind, and the two numbers of its kind. */
type Entry = readonly [kind: 0 | 1 | 2, first: number, second: number];

/** Bytes of the three numbers of an entry. */
const ENTRY = [1, 4, 2] as const;
const ENTRY_LENGTH = ENTRY[0] + ENTRY[1] + ENTRY[2];
/** Filter “Up” of PNG: each byte less the one above; ISO 32000-1, 7.4.4.4. */
const UP = 2;
const OBJECT_END = '\nendobj\n';
const STREAM_END = `endstream${OBJECT_END}`;

const encoder = new TextEncoder();
/** Of bytes that PDFKit writes in ASCII. */
const ascii = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
const isStream = ({ bytes }: PdfObject): boolean =>
  ascii(bytes.subarray(-STREAM_END.length)) === STREAM_END;

/**
 * The same document in fewer bytes.
 * @param pdf of version 1.5 or later as PDFKit writes it, not encrypted
 * @throws Error where its table of objects is another
 */
export function packed(pdf: Uint8Array): Uint8Array<ArrayBuffer> {
  const { head, objects, trailer } = readObjects(pdf);
  const output = new Output(head);
  const loose = objects.filter((object) => !isStream(object));
  const [container, table] = [objects.length + 1, objects.length + 2];
  const entries: Entry[] = [[0, 0, 0xffff]];
  for (const [index, { id }] of loose.entries()) entries[id] = [2, container, index];
  for (const object of objects)
    if (isStream(object)) entries[object.id] = [1, output.add(object.bytes), 0];
  const { content, first } = joined(loose);
  const kind = `/Type /ObjStm /N ${loose.length} /First ${first}`;
  entries[container] = [1, output.addStream(container, kind, content), 0];
  // The table lies where the file ends so far, and is in itself.
  entries[table] = [1, output.length, 0];
  const fields = [
    `/Type /XRef /Size ${entries.length} /W [${ENTRY.join(' ')}] ${trailer}`,
    `/DecodeParms << /Predictor ${10 + UP} /Columns ${ENTRY_LENGTH} >>`,
  ];
  const start = output.addStream(table, fields.join(' '), tableOf(entries));
  output.add(encoder.encode(`startxref\n${start}\n%%EOF\n`));
  return output.bytes();
}

/** Objects by their numbers, between what stands before the first and after the last. */
function readObjects(pdf: Uint8Array) {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(ascii(pdf.subarray(-64)))?.[1]);
  const end = ascii(pdf.subarray(start));
  const rows = /^xref\n0 \d+\n\d{10} \d{5} f \n((?:\d{10} 00000 n \n)+)trailer\n/.exec(end)?.[1];
  const trailer = /trailer\n<<\n\/Size \d+\n([\s\S]*)>>\nstartxref/.exec(end)?.[1];
  if (rows === undefined || trailer === undefined)
    throw new Error('Not a PDF as PDFKit writes it.');
  const offsets = [...rows.matchAll(/(\d{10}) 00000 n/g)].map(([, offset]) => Number(offset));
  const inOrder = [...offsets, start].sort((a, b) => a - b);
  const endOf = new Map(inOrder.map((offset, index) => [offset, inOrder[index + 1]]));
  return {
    head: pdf.subarray(0, inOrder[0]),
    objects: offsets.map(
      (offset, index): PdfObject => ({
        id: index + 1,
        bytes: pdf.subarray(offset, endOf.get(offset)),
      }),
    ),
    trailer: trailer.replaceAll('\n', ' '),
  };
}

/** Objects without their heads and ends, after a list of their numbers and places. */
function joined(objects: readonly PdfObject[]): { content: Uint8Array; first: number } {
  const values = objects.map(({ id, bytes }) =>
    // The last line break parts it from the next.
    bytes.subarray(`${id} 0 obj\n`.length, 1 - OBJECT_END.length),
  );
  let place = 0;
  const places = objects.map(({ id }, index) => {
    const entry = `${id} ${place}`;
    place += (values[index] as Uint8Array).length;
    return entry;
  });
  const list = encoder.encode(`${places.join(' ')}\n`);
  return { content: concat([list, ...values]), first: list.length };
}

/** Each entry less the one before: they differ little, and little is left to be written. */
function tableOf(entries: readonly Entry[]): Uint8Array {
  const rows = new DataView(new ArrayBuffer((entries.length + 1) * ENTRY_LENGTH));
  const table = new Uint8Array(entries.length * (ENTRY_LENGTH + 1));
  for (const [index, [kind, first, second]] of entries.entries()) {
    const row = (index + 1) * ENTRY_LENGTH;
    rows.setUint8(row, kind);
    rows.setUint32(row + ENTRY[0], first);
    rows.setUint16(row + ENTRY[0] + ENTRY[1], second);
    const at = index * (ENTRY_LENGTH + 1);
    table[at] = UP;
    for (let byte = 0; byte < ENTRY_LENGTH; byte++)
      table[at + 1 + byte] = rows.getUint8(row + byte) - rows.getUint8(row - ENTRY_LENGTH + byte);
  }
  return table;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A file as it grows. */
class Output {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  constructor(head: Uint8Array) {
    this.add(head);
  }

  /** Gives the place of what is added. */
  add(bytes: Uint8Array): number {
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this.length - bytes.length;
  }

  addStream(id: number, entries: string, content: Uint8Array): number {
    const data = zlibSync(content, { level: 9 });
    const dictionary = `<< ${entries} /Length ${data.length} /Filter /FlateDecode >>`;
    return this.add(
      concat([
        encoder.encode(`${id} 0 obj\n${dictionary}\nstream\n`),
        data,
        encoder.encode(`\n${STREAM_END}`),
      ]),
    );
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return concat(this.#parts);
  }
}

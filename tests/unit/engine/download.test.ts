import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeptPart, WeightCache } from '../../../src/engine/weights/cache.ts';
import { download } from '../../../src/engine/weights/download.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { readWeightFile } from '../../../src/engine/weights/pack.ts';
import { tinyPack } from './packs.ts';

/** A download from a real server whose connections break. */

const { manifest, files } = tinyPack();
const spec = manifest.detector;
const whole = files.get(spec.file) as Uint8Array;

interface Asked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}
let asked: Asked[] = [];
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** One for each request; the last one answers all that follow. */
let answers: Answer[] = [];

const server = createServer((request, response) => {
  const { range, 'if-range': ifRange } = request.headers;
  asked.push({ range, ifRange: ifRange as string | undefined });
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  answer?.(request, response);
});
let folder = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  folder = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny/`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

/** Sends bytes, and after `upTo` of them the connection breaks. */
function send(response: ServerResponse, bytes: Uint8Array, upTo = Number.POSITIVE_INFINITY): void {
  response.setHeader('Content-Length', bytes.length);
  if (bytes.length <= upTo) response.end(bytes);
  else response.write(bytes.subarray(0, upTo), () => setTimeout(() => response.destroy(), 20));
}

/** A server that knows ranges, as RFC 9110 has it. */
const ranged =
  (etag: string, upTo?: number, content = whole): Answer =>
  (request, response) => {
    response.setHeader('ETag', etag);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const ifRange = request.headers['if-range'];
    if (from === 0 || (ifRange !== undefined && ifRange !== etag)) {
      send(response, content, upTo);
      return;
    }
    if (from >= content.length) {
      response.writeHead(416).end();
      return;
    }
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${from}-${content.length - 1}/${content.length}`);
    send(response, content.subarray(from), upTo);
  };
/** A server that knows none. */
const plain =
  (upTo?: number): Answer =>
  (_request, response) =>
    send(response, whole, upTo);

async function collect(options: Parameters<typeof download>[1] = {}): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const { bytes } of download(`${folder}${spec.file}`, {
    expectedBytes: whole.length,
    pauses: [1, 1, 1],
    ...options,
  }))
    chunks.push(bytes);
  return Buffer.concat(chunks);
}

const sameAs = (bytes: Uint8Array, expected: Uint8Array) =>
  expect(Buffer.compare(bytes, expected)).toBe(0);

describe('a download', () => {
  it('that breaks goes on where it stopped, for the same version only', async () => {
    answers = [ranged('"a"', 1000), ranged('"a"', 3000), ranged('"a"')];
    sameAs(await collect(), whole);
    expect(asked).toEqual([
      { range: undefined, ifRange: undefined },
      { range: 'bytes=1000-', ifRange: '"a"' },
      { range: 'bytes=4000-', ifRange: '"a"' },
    ]);
  });

  it('takes the rest of a whole answer where the server knows no ranges', async () => {
    answers = [plain(1500), plain(2500), plain()];
    sameAs(await collect(), whole);
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=1500-', 'bytes=2500-']);
  });

  it('asks by date where the server gives no strong ETag', async () => {
    const date = 'Tue, 06 Jan 2026 00:00:00 GMT';
    const dated =
      (upTo?: number): Answer =>
      (request, response) => {
        response.setHeader('Last-Modified', date);
        ranged('W/"weak"', upTo)(request, response);
      };
    answers = [dated(1000), dated()];
    sameAs(await collect(), whole);
    expect(asked[1]).toEqual({ range: 'bytes=1000-', ifRange: date });
  });

  it('gives up after as many failures in a row as there are pauses', async () => {
    answers = [(_request, response) => response.destroy()];
    await expect(collect()).rejects.toMatchObject({
      name: 'PackError',
      message: expect.stringContaining(`${folder}${spec.file}`),
    });
    expect(asked).toHaveLength(4);
  });

  it('counts failures anew once bytes have come', async () => {
    const broken: Answer = (_request, response) => response.destroy();
    answers = [broken, broken, ranged('"a"', 700), broken, broken, ranged('"a"')];
    sameAs(await collect(), whole);
  });

  it('tries again where the server is busy, and not where there is no file', async () => {
    const refused =
      (status: number): Answer =>
      (_request, response) =>
        response.writeHead(status).end();
    answers = [refused(503), ranged('"a"')];
    sameAs(await collect(), whole);
    asked = [];
    answers = [refused(404)];
    await expect(collect()).rejects.toThrow(/answered 404/);
    expect(asked).toHaveLength(1);
  });

  it('can be cancelled while it waits', async () => {
    const abort = new AbortController();
    answers = [
      (_request, response) => {
        response.destroy();
        setTimeout(() => abort.abort(), 20);
      },
    ];
    const reading = collect({ pauses: [60_000], signal: abort.signal });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

/** Parts in memory; `fails` makes every method reject. */
function memoryCache(partBytes: number) {
  const parts = new Map<string, KeptPart>();
  const cache = {
    partBytes,
    fails: false,
    parts,
    async part(sha256: string, index: number) {
      if (cache.fails) throw new Error('The disk is full.');
      return parts.get(`${sha256}/${index}`) ?? null;
    },
    async putPart(sha256: string, index: number, part: KeptPart) {
      if (cache.fails) throw new Error('The disk is full.');
      parts.set(`${sha256}/${index}`, { ...part, bytes: part.bytes.slice() });
    },
    async remove(sha256: string) {
      for (const key of [...parts.keys()]) if (key.startsWith(sha256)) parts.delete(key);
    },
  } satisfies WeightCache & Record<string, unknown>;
  return cache;
}

describe('a pack’s weight file', () => {
  const read = (cache: WeightCache, signal?: AbortSignal) => {
    const progress: number[] = [];
    const source = httpPackSource(folder, cache, { pauses: [] });
    return readWeightFile(source, spec, (bytes) => progress.push(bytes), signal).then(
      (weights) => ({
        weights,
        progress,
      }),
    );
  };

  it('is read once and then comes from the cache', async () => {
    const cache = memoryCache(1024);
    answers = [ranged('"a"')];
    const first = await read(cache);
    expect(cache.parts.size).toBe(Math.ceil(whole.length / 1024));
    const second = await read(cache);
    expect(asked).toHaveLength(1);
    expect(second.progress.at(-1)).toBe(spec.bytes);
    expect(second.weights.names).toEqual(first.weights.names);
  });

  it('goes on in another session from the whole parts that are kept', async () => {
    const cache = memoryCache(1024);
    answers = [ranged('"a"', 5000)];
    await expect(read(cache)).rejects.toThrow(/could not be fetched/);
    expect(cache.parts.size).toBe(4);
    answers = [ranged('"a"')];
    const { progress } = await read(cache);
    expect(asked.at(-1)).toEqual({ range: 'bytes=4096-', ifRange: '"a"' });
    expect(progress[0]).toBe(1024);
    expect(cache.parts.size).toBe(Math.ceil(whole.length / 1024));
  });

  it('is read anew where what was kept does not belong to it', async () => {
    const cache = memoryCache(1024);
    const other = new Uint8Array(1024).fill(7);
    await cache.putPart(spec.sha256, 0, { bytes: other, validator: '"old"' });
    answers = [ranged('"new"')];
    await read(cache);
    sameAs(cache.parts.get(`${spec.sha256}/0`)?.bytes as Uint8Array, whole.subarray(0, 1024));
    // Once with what was kept, once from the start.
    expect(asked.map(({ range }) => range)).toEqual(['bytes=1024-', undefined]);
  });

  it('is refused, and not kept, where the server has another one', async () => {
    const cache = memoryCache(1024);
    const other = whole.slice();
    other[other.length - 1] = (other.at(-1) as number) ^ 1;
    answers = [ranged('"a"', undefined, other)];
    await expect(read(cache)).rejects.toThrow(/is not the one that the manifest names: its sha256/);
    expect(cache.parts.size).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('is read without a cache that is full or closed', async () => {
    const cache = memoryCache(1024);
    cache.fails = true;
    answers = [ranged('"a"')];
    expect((await read(cache)).weights.names.length).toBeGreaterThan(0);
  });
});

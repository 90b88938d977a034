import type { Case, Cell, Field, ModelWord } from '../../../src/domain/case.ts';
import { summaryOf } from '../../../src/domain/caseSummary.ts';
import type { Label } from '../../../src/domain/classes.ts';
import { evaluate } from '../../../src/domain/evaluation/index.ts';
import type { Box } from '../../../src/domain/geometry.ts';
import { NO_LABORATORY } from '../../../src/domain/laboratory.ts';
import type { LocationTest } from '../../../src/domain/locationTest.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';
import type { AnalysisEngine, EngineInfo, FieldAnalysis } from '../../../src/engine/api.ts';
import { browserPackSource, keptHash } from '../../../src/engine/weights/keptSource.ts';
import { describePack } from '../../../src/engine/weights/pack.ts';
import type { CaseTabs, Lease } from '../../../src/io/tabs/index.ts';
import type {
  CaseRepository,
  DecodedPage,
  Notice,
  PackAccess,
  PackStorage,
  Preferences,
  Services,
} from '../../../src/store/services.ts';

export const AT = '2026-01-02T03:04:05.000Z';
export const PACK = { name: 'test', version: '1.0.0', hash: 'ab'.repeat(32) };

export const box = (x: number, y: number, side = 20): Box => ({
  x,
  y,
  width: side,
  height: side,
});

export const modelWord = (at: Box, label: Label | null = 'LBL', countable = true): ModelWord => ({
  pack: PACK,
  box: at,
  detectionScore: 0.9,
  countableProbability: countable ? 0.95 : 0.1,
  countable,
  label: countable ? label : null,
  probabilities: countable ? { LBL: 0.9, LYM: 0.06, SEG: 0.04 } : null,
  shrunkToFit: false,
});

export const modelCell = (
  id: string,
  at: Box,
  label: Label | null = 'LBL',
  countable = true,
): Cell => ({
  id,
  box: at,
  origin: 'model',
  model: modelWord(at, label, countable),
  review: null,
});

export const fieldOf = (id: string, cells: Cell[] = [], analysed = cells.length > 0): Field => ({
  ...newField({ id, name: `${id}.png`, width: 400, height: 300, scale: null }),
  imageId: `image-${id}`,
  status: analysed ? 'analysed' : 'new',
  analysis: analysed ? { pack: PACK, backend: 'wasm', at: AT, elapsedMs: 5 } : null,
  cells,
});

export const caseOf = (fields: Field[], id = 'case-1'): Case => ({
  ...newCase(id, `Case ${id}`, AT),
  fields,
});

/** A repository in memory that keeps copies, as a real one does. */
export class MemoryRepository implements CaseRepository {
  readonly cases = new Map<string, Case>();
  readonly images = new Map<string, Blob>();
  /** When set, writing fails with this message. */
  full: string | null = null;
  saves = 0;

  readonly versions = new Map<string, Case>();
  readonly trashed = new Map<string, string>();

  async list() {
    return [...this.cases.values()]
      .filter(({ id }) => !this.trashed.has(id))
      .map((item) => ({ ...summaryOf(item), unreadable: null }));
  }
  async load(id: string) {
    const found = this.cases.get(id);
    if (!found || this.trashed.has(id)) throw new Error(`No case ${id}`);
    return structuredClone(found);
  }
  async loadVersion(id: string, version: number) {
    const found = this.versions.get(`${id}/${version}`);
    if (!found) throw new Error(`No version ${version} of ${id}`);
    return structuredClone(found);
  }
  async trash(id: string) {
    if (this.full) throw new Error(this.full);
    this.trashed.set(id, AT);
  }
  async restore(id: string) {
    this.trashed.delete(id);
  }
  async listTrash() {
    return [...this.trashed].map(([id, deletedAt]) => ({
      ...summaryOf(this.cases.get(id)!),
      unreadable: null,
      deletedAt,
    }));
  }
  async use() {
    return { used: 1_000_000, quota: 10_000_000 };
  }
  async persist() {
    return true;
  }
  async save(document: Case) {
    await Promise.resolve();
    if (this.full) throw new Error(this.full);
    this.saves++;
    this.cases.set(document.id, structuredClone(document));
    if (document.signature)
      this.versions.set(`${document.id}/${document.version}`, structuredClone(document));
  }
  async purge(id: string) {
    this.cases.delete(id);
    this.trashed.delete(id);
  }
  async has(id: string) {
    return this.cases.has(id);
  }
  async adopt(
    document: Case,
    versions: readonly { version: number; document: Case }[],
    images: ReadonlyMap<string, Blob>,
  ) {
    await this.save(document);
    for (const { version, document: signed } of versions)
      this.versions.set(`${document.id}/${version}`, structuredClone(signed));
    for (const [id, blob] of images) this.images.set(id, blob);
  }
  async putImage(id: string, blob: Blob) {
    if (this.full) throw new Error(this.full);
    this.images.set(id, blob);
  }
  async getImage(id: string) {
    return this.images.get(id);
  }
}

export const analysisOf = (boxes: readonly Box[], label: Label | null = 'LBL'): FieldAnalysis => ({
  width: 400,
  height: 300,
  scale: { micrometresPerPixel: 0.1, source: 'red-cells' },
  cells: boxes.map((at) => ({ box: at, model: modelWord(at, label) })),
  pack: PACK,
  backend: 'wasm',
  elapsedMs: 7,
});

export const ENGINE_INFO = {
  backend: { name: 'wasm', reason: { text: 'No GPU.' }, threads: 1 },
  pack: PACK,
  manifest: {
    ...PACK,
    title: 'Test pack',
    detector: { file: 'd.safetensors', sha256: 'd'.repeat(64), bytes: 6000 },
    gate: { file: 'g.safetensors', sha256: 'e'.repeat(64), bytes: 3000 },
    members: [{ file: 'm.safetensors', sha256: 'f'.repeat(64), bytes: 1000 }],
    evidence: { NB: 'synthetic' },
    unresolvedGroups: [],
    notValidated: [],
    figures: [],
    data: [],
  },
} as unknown as EngineInfo;

/** Weights and picked packs in memory. */
export class MemoryPacks implements PackStorage {
  readonly partBytes = 1024;
  readonly files = new Map<string, Uint8Array<ArrayBuffer>[]>();
  readonly packs = new Map<string, unknown>();
  /** When set, writing weights fails with this message. */
  full: string | null = null;

  async part(sha256: string, index: number) {
    const bytes = this.files.get(sha256)?.[index];
    return bytes ? { bytes, validator: null } : null;
  }
  async putPart(sha256: string, index: number, { bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
    if (this.full) throw new Error(this.full);
    const parts = this.files.get(sha256) ?? [];
    parts[index] = bytes.slice();
    this.files.set(sha256, parts);
  }
  async remove(sha256: string) {
    this.files.delete(sha256);
  }
  async keptBytes(sha256: string) {
    return (this.files.get(sha256) ?? []).reduce((sum, bytes) => sum + bytes.length, 0);
  }
  async keepOnly(sha256s: ReadonlySet<string>) {
    for (const sha256 of [...this.files.keys()])
      if (!sha256s.has(sha256)) this.files.delete(sha256);
  }
  async picked() {
    return [...this.packs.keys()].map((hash) => ({ hash }));
  }
  async manifest(hash: string) {
    return this.packs.get(hash);
  }
  async putPack(hash: string, manifest: unknown) {
    this.packs.set(hash, structuredClone(manifest));
  }
  async removePack(hash: string) {
    this.packs.delete(hash);
  }
}

/** The test pack beside the workstation, and what is in `storage`. */
export const packsInMemory = (
  storage: PackStorage = new MemoryPacks(),
  change: Partial<PackAccess> = {},
): PackAccess => ({
  shipped: 'test',
  index: async () => ['test'],
  locationOf: (id) => (keptHash(id) === null ? `http://localhost/models/${id}/` : id),
  describe: async (id) =>
    keptHash(id) === null
      ? { manifest: ENGINE_INFO.manifest, identity: PACK }
      : describePack(browserPackSource(id, storage)),
  storage,
  ...change,
});

/** An engine whose analyses a test scripts. */
export function scriptedEngine(
  analyse: AnalysisEngine['analyseField'],
  open: AnalysisEngine['open'] = async () => ENGINE_INFO,
): AnalysisEngine & { closed: boolean } {
  return {
    closed: false,
    open,
    analyseField: analyse,
    async close() {
      this.closed = true;
    },
  };
}

export const PAGE: DecodedPage = {
  width: 400,
  height: 300,
  channels: 4,
  data: new Uint8ClampedArray(400 * 300 * 4),
  micrometresPerPixel: null,
};

/** The tabs of one browser, in memory: each `createTabs()` is another tab. */
export function tabsInMemory(): () => CaseTabs {
  const held = new Map<string, { onAsked: () => void; waiting: (() => void)[] }>();
  const listeners = new Set<(caseId: string) => void>();
  const hold = (caseId: string, onAsked: () => void): Lease => {
    const entry = { onAsked, waiting: [] as (() => void)[] };
    held.set(caseId, entry);
    return {
      release: () => {
        if (held.get(caseId) === entry) held.delete(caseId);
        for (const next of entry.waiting) next();
      },
    };
  };
  return () => {
    let own: ((caseId: string) => void) | null = null;
    return {
      acquire: async (caseId, onAsked) => (held.has(caseId) ? null : hold(caseId, onAsked)),
      async takeOver(caseId, onAsked) {
        const holder = held.get(caseId);
        if (holder)
          await new Promise<void>((resolve) => {
            holder.waiting.push(resolve);
            holder.onAsked();
          });
        return hold(caseId, onAsked);
      },
      announce(caseId) {
        for (const listener of listeners) if (listener !== own) listener(caseId);
      },
      onAnnounced(listener) {
        own = listener;
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  };
}

export function testServices(
  change: Partial<Services> = {},
): Services & { repository: MemoryRepository; notices: Notice[] } {
  const notices: Notice[] = [];
  let counter = 0;
  // Past the first visit: a test of the welcome says otherwise.
  let kept: Partial<Preferences> = { welcomed: true };
  let laboratory = NO_LABORATORY;
  let locationTests: readonly LocationTest[] = [];
  const services = {
    repository: new MemoryRepository(),
    tabs: tabsInMemory()(),
    notices,
    preferences: {
      read: () => kept,
      write: (preferences: Preferences) => {
        kept = preferences;
      },
    },
    laboratory: {
      read: () => laboratory,
      write: (now: typeof laboratory) => {
        laboratory = now;
        return true;
      },
    },
    locationTests: {
      read: () => locationTests,
      add: (test: LocationTest) => {
        locationTests = [...locationTests, test];
        return true;
      },
    },
    packs: packsInMemory(),
    createEngine: () => scriptedEngine(async () => analysisOf([box(10, 10)])),
    decodeImage: async () => [PAGE],
    encodePng: async () => new Blob(['png'], { type: 'image/png' }),
    createDemonstrationRenderer: () => ({
      plans: async () => [],
      render: async () => {
        throw new Error('no plan');
      },
      close: () => undefined,
    }),
    evaluate: async (...set: Parameters<typeof evaluate>) => evaluate(...set),
    notify: (notice: Notice) => {
      notices.push(notice);
    },
    now: () => AT,
    newId: () => `id-${++counter}`,
    ...change,
  };
  return services as ReturnType<typeof testServices>;
}

/** The house: domain ← engine ← store ← features ← app, with canvas/ and io/ beside. See docs/adr/0001. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})/` },
});
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^(src|tools)/' },
      to: { circular: true },
    },
    only('domain-is-pure', 'domain', []),
    only('synth-knows-domain', 'synth', ['domain']),
    only('engine-knows-domain', 'engine', ['domain']),
    only('io-knows-domain', 'io', ['domain']),
    only('canvas-knows-domain', 'canvas', ['domain']),
    only('store-below-features', 'store', ['domain', 'engine', 'io', 'synth']),
    only('features-below-app', 'features', ['domain', 'engine', 'io', 'store', 'canvas', 'synth']),
    {
      name: 'domain-imports-no-framework',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'only-engine-touches-tfjs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'only-io-touches-storage',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/io/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'react-stays-above',
      severity: 'error',
      from: { path: '^src/(domain|engine|io|synth)/' },
      to: { path: 'node_modules/(react|react-dom|konva|react-konva)/' },
    },
    {
      name: 'tfjs-parts-not-the-union',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@tensorflow/tfjs/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default'],
    },
  },
};

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { initialiseTexts } from '../../../src/app/i18n/index.ts';
import '../../../src/app/theme/tokens.css';
import '../../../src/app/theme/base.css';
import '../../../src/app/theme/shell.css';
import '../../../src/app/theme/cell.css';
import '../../../src/app/theme/review.css';
import '../../../src/app/theme/gallery.css';
import type { Case } from '../../../src/domain/case.ts';
import { FieldImagesContext } from '../../../src/features/fields/useFieldPicture.ts';
import { GalleryView } from '../../../src/features/gallery/GalleryView.tsx';
import { KeyboardProvider } from '../../../src/features/keyboard/KeyboardProvider.tsx';
import { FieldImages } from '../../../src/store/fieldImages.ts';
import { useWorkstationState, WorkstationProvider } from '../../../src/store/react.tsx';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { testServices } from '../../unit/store/support.ts';

/** The gallery alone, on a case in memory whose pictures are real files. */

const document_ = (await (await fetch('/case/case.json')).json()) as Case;
const services = testServices();
services.repository.cases.set(document_.id, document_);
const pictures = new Map<string, Blob>();
for (const { imageId } of document_.fields) {
  // Fields share few files; each is a picture of its own, decoded by itself.
  const file = `/case/${imageId.split('/')[0]}.png`;
  const blob = pictures.get(file) ?? (await (await fetch(file)).blob());
  pictures.set(file, blob);
  services.repository.images.set(imageId, blob);
}
// Writing is the disk's part, and the copies of the store in memory are nobody's.
services.repository.save = async () => undefined;
const station = createWorkstation(services);
await initialiseTexts();
await station.documents.open(document_.id);
station.showView('gallery');
const images = new FieldImages(services.repository);

function Page() {
  const open = useWorkstationState((state) => state.document);
  return open ? <GalleryView document={open} /> : null;
}

const root = createRoot(document.getElementById('root')!);
const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const scroller = () => document.querySelector<HTMLElement>('.gallery-scroll')!;
const inView = () => {
  const { top, bottom } = scroller().getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>('[data-cell]')].filter((tile) => {
    const place = tile.getBoundingClientRect();
    return place.bottom > top && place.top < bottom;
  });
};
const drawn = () =>
  inView().every((tile) => tile.querySelector('canvas')?.dataset['drawn'] === 'true');

/** Shows the gallery; ms to the frame after the tiles stand, and until their pictures do. */
async function open() {
  const started = performance.now();
  flushSync(() =>
    root.render(
      <WorkstationProvider workstation={station}>
        <FieldImagesContext value={images}>
          <KeyboardProvider>
            <Page />
          </KeyboardProvider>
        </FieldImagesContext>
      </WorkstationProvider>,
    ),
  );
  while (document.querySelector('[data-cell]') === null) await nextFrame();
  await nextFrame();
  const openMs = performance.now() - started;
  while (!drawn()) await nextFrame();
  return { openMs, picturesMs: performance.now() - started, tilesInView: inView().length };
}

/** Records how long each frame took in which the gallery was scrolled, ms. */
function recordFrames() {
  const intervals: number[] = [];
  let missing = 0;
  let seen = scroller().scrollTop;
  let last = performance.now();
  let handle = requestAnimationFrame(function tick(time) {
    if (scroller().scrollTop !== seen) {
      intervals.push(time - last);
      if (inView().length === 0) missing++;
    }
    seen = scroller().scrollTop;
    last = time;
    handle = requestAnimationFrame(tick);
  });
  return {
    stop: () => {
      cancelAnimationFrame(handle);
      return { intervals, missing };
    },
  };
}

/** Waits for the next click; ms from its press to the frame that shows the tile selected. */
function recordSelection(): Promise<number> {
  const before = document.querySelector('[data-cell][aria-selected="true"]');
  return new Promise((resolve) => {
    scroller().addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        const look = () => {
          const now = document.querySelector('[data-cell][aria-selected="true"]');
          if (now !== null && now !== before) resolve(performance.now() - timeStamp);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}

/** Places of tiles in view, for the pointer. */
const places = () =>
  inView().map((tile) => {
    const { left, top, width, height } = tile.getBoundingClientRect();
    return { id: tile.dataset['cell'], x: left + width / 2, y: top + height / 2 };
  });

/** Names the selected cell and waits for the frame that shows the change, ms. */
async function relabel(label: 'LYM' | 'SEG') {
  const started = performance.now();
  flushSync(() => station.review.label(label));
  await nextFrame();
  await nextFrame();
  return performance.now() - started;
}

Object.assign(globalThis, {
  bench: {
    open,
    recordFrames,
    recordSelection,
    places,
    relabel,
    drawn,
    height: () => scroller().scrollHeight,
    tiles: () => document.querySelectorAll('[data-cell]').length,
  },
});
document.documentElement.dataset['ready'] = 'true';

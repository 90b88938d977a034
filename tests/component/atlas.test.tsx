import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/app/i18n/en/index.ts';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import { zh } from '../../src/app/i18n/zh/index.ts';
import { ATLAS_KEYS, type AtlasKey, atlasEntry } from '../../src/domain/atlas/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { AtlasDialog } from '../../src/features/atlas/AtlasDialog.tsx';
import { AtlasPanel } from '../../src/features/atlas/AtlasPanel.tsx';
import { ExamplePicturesContext } from '../../src/features/atlas/Examples.tsx';
import { FieldImagesContext } from '../../src/features/fields/useFieldPicture.ts';
import { approvedCells } from '../../src/store/approved.ts';
import { ExamplePictures } from '../../src/store/atlas/examplePictures.ts';
import type { ExampleRenderer } from '../../src/store/atlas/renderer.ts';
import { FieldImages } from '../../src/store/fieldImages.ts';
import { WorkstationProvider } from '../../src/store/react.tsx';
import { createWorkstation } from '../../src/store/workstation.ts';
import { MORPHOLOGIES } from '../../src/synth/cells/index.ts';
import { renderExample } from '../../src/synth/example.ts';
import { AT, box, caseOf, fieldOf, modelCell, testServices } from '../unit/store/support.ts';
import { installBrowserParts } from './browserParts.ts';

/** The real renderer, on this thread: jsdom has no workers. */
const onThisThread = (): ExampleRenderer => ({
  render: async (plan) => new Blob([renderExample(plan).data]),
  close: () => undefined,
});

const named = (id: string, scale: boolean) => ({
  ...fieldOf(id, [
    {
      ...modelCell(`${id}-1`, box(40, 40, 120)),
      review: { label: 'LBL', by: 'Dr Lin', at: AT } as const,
    },
  ]),
  scale: scale ? { micrometresPerPixel: 0.1, source: 'entered' as const } : null,
});

function Harness({ document, renderer, dialog = false }: HarnessProps) {
  const [label, setLabel] = useState<AtlasKey>('LBL');
  const [pictures] = useState(() => new ExamplePictures(renderer));
  const props = { label, onLabelChange: setLabel, approved: approvedCells(document, label) };
  return (
    <ExamplePicturesContext value={pictures}>
      {dialog ? (
        <AtlasDialog {...props} open onClose={() => undefined} />
      ) : (
        <AtlasPanel {...props} compact />
      )}
    </ExamplePicturesContext>
  );
}
interface HarnessProps {
  readonly document: Case;
  readonly renderer: () => ExampleRenderer;
  readonly dialog?: boolean;
}

function show(props: Partial<HarnessProps> = {}) {
  const services = testServices();
  const document = props.document ?? caseOf([]);
  for (const field of document.fields)
    services.repository.images.set(field.imageId, new Blob(['x']));
  return render(
    <WorkstationProvider workstation={createWorkstation(services)}>
      <FieldImagesContext value={new FieldImages(services.repository)}>
        <Harness renderer={onThisThread} {...props} document={document} />
      </FieldImagesContext>
    </WorkstationProvider>,
  );
}

beforeEach(async () => {
  installBrowserParts();
  await initialiseTexts();
});

describe('AtlasPanel', () => {
  it('shows the criteria, the look-alikes and the pitfalls of the class', () => {
    show();
    const entry = atlasEntry('LBL', 'en');
    if (entry.kind !== 'class') expect.fail('LBL is a class');
    expect(screen.getByRole('heading', { name: /Lymphoblast/ })).toBeVisible();
    for (const words of [entry.essence, entry.nucleus, entry.cytoplasm, ...entry.pitfalls]) {
      expect(screen.getByText(words)).toBeVisible();
    }
    expect(screen.getByText(/^10–18 µm/)).toBeVisible();
    const told = screen.getByRole('region', { name: 'Tell it from' });
    for (const pair of entry.lookAlikes) {
      expect(within(told).getByText(pair.here)).toBeVisible();
      expect(within(told).getByText(pair.there)).toBeVisible();
    }
  });

  it('marks every rendered example as synthetic, on its frame and in its name', async () => {
    show();
    const region = screen.getByRole('region', { name: 'Rendered examples' });
    const pictures = await within(region).findAllByRole('img', { name: /^SYNTHETIC, / });
    await waitFor(() => expect(within(region).getAllByRole('img')).toHaveLength(4));
    expect(pictures[0]).toHaveAccessibleName(
      'SYNTHETIC, rendered example 1: Lymphoblast (Lymphoblast, L1)',
    );
    expect(within(region).getAllByText('SYNTHETIC')).toHaveLength(4);
  });

  it('turns the pages by keyboard, around the ends, and keeps the focus on the chip', async () => {
    const user = userEvent.setup();
    show();
    screen.getByRole('button', { name: 'Lymphoblast', current: 'page' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent('Lymphocyte');
    expect(document.activeElement).toHaveAccessibleName('Lymphocyte');
    await user.keyboard('{End}');
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent('Not counted');
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent('Lymphoblast');
    await user.keyboard('{ArrowLeft}{Home}');
    expect(document.activeElement).toHaveAccessibleName('Lymphoblast');
  });

  it('jumps to a look-alike and takes the focus along', async () => {
    const user = userEvent.setup();
    show();
    const told = screen.getByRole('region', { name: 'Tell it from' });
    await user.click(within(told).getByRole('button', { name: /Myeloblast/ }));
    const heading = screen.getByRole('heading', { level: 3 });
    expect(heading).toHaveTextContent('Myeloblast');
    expect(heading).toHaveFocus();
  });

  it('lists the own cells of the case, at the scale of the examples where it is known', async () => {
    show({ document: caseOf([named('a', true), named('b', false)]) });
    const region = screen.getByRole('region', { name: 'Your own cells of this case' });
    const own = within(region).getAllByRole('img');
    expect(own.map((picture) => picture.getAttribute('aria-label'))).toEqual([
      'Your own cell 1: Lymphoblast, field a.png, named by Dr Lin',
      'Your own cell 2: Lymphoblast, field b.png, named by Dr Lin',
    ]);
    expect(within(region).getAllByText(/not to size/)).toHaveLength(1);
    // 26 µm at 3.4 pixels each; the picture of 400 px at 0.1 µm is 40 µm wide.
    expect(own[0]).toHaveStyle({ width: '88px' });
    await waitFor(() => expect(own[0]?.style.backgroundSize).not.toBe(''));
    expect(Number.parseFloat(own[0]?.style.backgroundSize ?? '')).toBeCloseTo((400 * 88) / 260, 1);
  });

  it('says so where an example could not be drawn', async () => {
    show({
      renderer: () => {
        throw new Error('No worker here.');
      },
    });
    const region = screen.getByRole('region', { name: 'Rendered examples' });
    expect(await within(region).findAllByText('Could not be drawn')).toHaveLength(4);
    expect(within(region).queryByRole('img')).toBeNull();
  });

  it('opens as a dialog', () => {
    show({ dialog: true });
    const dialog = screen.getByRole('dialog', { name: 'Reference atlas' });
    expect(within(dialog).getByRole('heading', { level: 3 })).toHaveTextContent('Lymphoblast');
  });

  it('has a caption in both languages for every kind, and notes on real pages only', () => {
    const kinds = MORPHOLOGIES.map(({ name }) => name).sort();
    for (const { kinds: said, notShown } of [en.atlas, zh.atlas]) {
      expect(Object.keys(said).sort()).toEqual(kinds);
      for (const key of Object.keys(notShown)) expect(ATLAS_KEYS).toContain(key);
    }
  });
});

describe('ExamplePictures', () => {
  it('draws each picture once, and ends the renderer when nothing is left to draw', async () => {
    let created = 0;
    let drawn = 0;
    let open = 0;
    const pictures = new ExamplePictures(() => {
      created++;
      open++;
      return {
        render: async () => {
          drawn++;
          return new Blob(['x']);
        },
        close: () => {
          open--;
        },
      };
    });
    const plan = { kind: 'Myeloblast', seed: 3, span: 26 };
    await Promise.all([pictures.get(plan), pictures.get(plan), pictures.get({ ...plan, seed: 4 })]);
    await pictures.get(plan);
    expect({ created, drawn, open }).toEqual({ created: 1, drawn: 2, open: 0 });
  });

  it('tries again after a failure', async () => {
    let works = false;
    const pictures = new ExamplePictures(() => ({
      render: async () => {
        if (!works) throw new Error('once');
        return new Blob(['x']);
      },
      close: () => undefined,
    }));
    const plan = { kind: 'Myeloblast', seed: 3, span: 26 };
    await expect(pictures.get(plan)).rejects.toThrow('once');
    works = true;
    await expect(pictures.get(plan)).resolves.toBe('blob:test');
  });
});

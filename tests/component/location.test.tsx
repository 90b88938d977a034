import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FieldImagesContext } from '../../src/features/fields/useFieldPicture.ts';
import { LocationDialog } from '../../src/features/location/LocationDialog.tsx';
import { LocationReminder } from '../../src/features/location/LocationReminder.tsx';
import type { FieldImages } from '../../src/store/fieldImages.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderPart } from './renderPart.tsx';

const reviewed = { by: 'Dr Example', at: AT };
const cells = [
  modelCell('a', box(40, 40)),
  modelCell('b', box(120, 40)),
  modelCell('c', box(200, 40), null, false),
];
const sample = caseOf([
  { ...fieldOf('f1', cells), reviewed },
  { ...fieldOf('f2', cells), reviewed },
  fieldOf('f3', cells),
]);
const pictures = {
  get: async () => ({ element: new Image(), url: '' }),
} as unknown as FieldImages;

async function open() {
  const user = userEvent.setup();
  const onClose = vi.fn();
  const rendered = await renderPart(sample, (document) => (
    <FieldImagesContext value={pictures}>
      <LocationDialog document={document} fieldId={null} onClose={onClose} />
    </FieldImagesContext>
  ));
  return { user, ...rendered };
}

/** The view fits a 400 × 300 field into the 800 × 600 window of tests; read where it really lies. */
function clickAt(canvas: HTMLElement, x: number, y: number) {
  const [scale, left, top] = canvas.dataset.view!.split(' ').map(Number) as [
    number,
    number,
    number,
  ];
  const at = { clientX: left + x * scale, clientY: top + y * scale, pointerId: 1, button: 0 };
  fireEvent.pointerDown(canvas, at);
  fireEvent.pointerUp(canvas, at);
}

describe('the cell-location test', () => {
  it('shows no box before the marks are made, then what was found, and keeps the share', async () => {
    const { user, services } = await open();
    const choice = screen.getByLabelText('Field');
    expect(within(choice).getAllByRole('option')).toHaveLength(2);
    expect(screen.getByText('No test has been taken in this browser yet.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    const canvas = screen.getByRole('application');
    expect(canvas.dataset.overlayCount).toBe('0');
    expect(canvas.dataset.cellCount).toBe('0');

    clickAt(canvas, 50, 50);
    clickAt(canvas, 300, 200);
    clickAt(canvas, 305, 120);
    expect(screen.getByText('3 marks')).toBeVisible();
    // Enter marks the middle of the view; a drag pans and marks nothing.
    fireEvent.keyDown(canvas, { key: 'Enter' });
    expect(screen.getByText('4 marks')).toBeVisible();
    fireEvent.keyDown(canvas, { key: 'Escape' });
    fireEvent.pointerDown(canvas, { clientX: 300, clientY: 300, pointerId: 1, button: 0 });
    fireEvent.pointerMove(canvas, { clientX: 320, clientY: 300, pointerId: 1, button: 0 });
    fireEvent.pointerUp(canvas, { clientX: 320, clientY: 300, pointerId: 1, button: 0 });
    expect(screen.getByText('3 marks')).toBeVisible();
    // A click on a mark takes it away; Escape takes the last one back.
    clickAt(canvas, 301, 201);
    expect(screen.getByText('2 marks')).toBeVisible();
    clickAt(canvas, 210, 50);
    fireEvent.keyDown(canvas, { key: 'Escape' });
    expect(screen.getByText('2 marks')).toBeVisible();
    clickAt(canvas, 210, 50);

    await user.click(screen.getByRole('button', { name: 'Done' }));
    const figures = within(screen.getByTestId('location-result'))
      .getAllByRole('definition')
      .map((item) => item.textContent);
    expect(figures).toEqual(['50.0\u00a0%', '9.5–90.5\u00a0%', '1', '1', '1', '1']);
    expect(canvas.dataset.overlayCount).toBe('6');
    expect(services.locationTests.read()).toMatchObject([
      { at: AT, fieldId: 'f1', origin: 'reviewed', cells: 2, found: 1, extra: 1 },
    ]);
    clickAt(canvas, 125, 45);
    expect(canvas.dataset.overlayCount).toBe('6');

    await user.click(screen.getByRole('button', { name: 'Next field' }));
    expect(screen.getByLabelText('Field')).toHaveValue('f2');
    expect(screen.getByTestId('location-pooled')).toHaveTextContent('1 test: 1 of 2 cells found');
    expect(document.querySelectorAll('.location-chart .field-mark')).toHaveLength(1);
  });

  it('stops without a result', async () => {
    const { user, services } = await open();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    clickAt(screen.getByRole('application'), 50, 50);
    await user.click(screen.getByRole('button', { name: 'Stop without a result' }));
    expect(services.locationTests.read()).toEqual([]);
  });
});

describe('the reminder of the day’s test', () => {
  it('asks until the reviewer has taken one today', async () => {
    const user = userEvent.setup();
    const onTest = vi.fn();
    const { services, station } = await renderPart(sample, (document) => (
      <LocationReminder document={document} taken={null} onTest={onTest} />
    ));
    await user.click(screen.getByRole('button', { name: 'Cell-location test: not taken today' }));
    expect(onTest).toHaveBeenCalledOnce();
    const test = {
      id: 't',
      at: services.now(),
      by: 'Dr Example',
      caseId: sample.id,
      caseName: 'Case',
      fieldId: 'f1',
      fieldName: 'f1.png',
      origin: 'reviewed' as const,
      cells: 2,
      found: 2,
      extra: 0,
    };
    services.locationTests.add(test);
    act(() => station.setPreferences({ reviewer: 'Dr Example' }));
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
    act(() => station.setPreferences({ reviewer: 'Dr Other' }));
    expect(await screen.findByRole('button')).toBeVisible();
  });
});

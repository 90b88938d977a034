import { type DragEvent, type ReactNode, useState } from 'react';
import type { PlacedFile } from '../../io/import/set.ts';
import { droppedFiles } from './droppedFiles.ts';

interface DropTargetProps {
  readonly className: string;
  /** What a drop does, shown over everything while files hang above; without it the target only tells by `data-over`. */
  readonly invitation?: string;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly PlacedFile[]) => void;
  readonly children: ReactNode;
}

/**
 * Takes files and folders that are dropped anywhere on its children. One within another takes what is
 * dropped on it alone. Whatever it does, a button in it does too.
 */
export function DropTarget({
  className,
  invitation,
  disabled = false,
  onFiles,
  children,
}: DropTargetProps) {
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const drop = async (event: DragEvent) => {
    const files = await droppedFiles(event.dataTransfer);
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it do the same
    <div
      className={className}
      data-over={over}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!disabled) setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        if (!disabled) void drop(event);
      }}
    >
      {children}
      {over && invitation && <div className="drop-veil">{invitation}</div>}
    </div>
  );
}

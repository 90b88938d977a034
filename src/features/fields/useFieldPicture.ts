import { createContext, useContext, useEffect, useState } from 'react';
import type { Message } from '../../domain/message.ts';
import type { FieldImages, FieldPicture } from '../../store/fieldImages.ts';
import { problemOf } from '../../store/services.ts';

/** The cache of pictures; given by the app. */
export const FieldImagesContext = createContext<FieldImages | null>(null);

export type PictureState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly picture: FieldPicture }
  | { readonly phase: 'failed'; readonly problem: Message };

/** A field's stored picture. */
export function useFieldPicture(imageId: string | undefined): PictureState {
  const images = useContext(FieldImagesContext);
  const [state, setState] = useState<PictureState & { imageId?: string | undefined }>({
    phase: 'loading',
  });
  useEffect(() => {
    if (!images || imageId === undefined) return;
    let stale = false;
    images.get(imageId).then(
      (picture) => stale || setState({ phase: 'ready', picture, imageId }),
      (error: unknown) =>
        stale || setState({ phase: 'failed', problem: problemOf(error), imageId }),
    );
    return () => {
      stale = true;
    };
  }, [images, imageId]);
  // The state of the field shown before is not this field's.
  return state.imageId === imageId ? state : { phase: 'loading' };
}

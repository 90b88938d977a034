import { useEffect, useRef, useState } from 'react';
import { useWorkstation } from '../../store/react.tsx';

/** Twice the size on the screen, px: sharp on dense screens, and small in memory. */
const WIDTH = 144;

/** A small picture of a stored one; read from the disk when it comes into sight. */
export function Thumbnail({ imageId }: { imageId: string | null }) {
  const { services } = useWorkstation();
  const element = useRef<HTMLSpanElement>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      setSeen(true);
      observer.disconnect();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!seen || !canvas || imageId === null) return;
    let stale = false;
    const show = async () => {
      const blob = await services.repository.getImage(imageId);
      if (!blob || stale) return;
      const bitmap = await createImageBitmap(blob, { resizeWidth: WIDTH, resizeQuality: 'medium' });
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      if (!stale) canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    };
    // A picture that cannot be shown leaves its place empty: the field says why.
    show().catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [seen, canvas, imageId, services]);

  return (
    <span className="thumb" ref={element} aria-hidden>
      {imageId !== null && <canvas ref={setCanvas} />}
    </span>
  );
}

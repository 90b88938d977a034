/**
 * Greedy non-maximum suppression, class-agnostic.
 *
 * Each candidate is compared with the boxes kept so far only, so that the work is bounded by
 * candidates × `limit` and not by the square of the candidates.
 * @param boxes x1, y1, x2, y2 of each candidate
 * @param maxIou a candidate that overlaps a better one by more is dropped
 * @param limit most boxes to keep
 * @returns indices kept, by descending score, equal scores by index
 */
export function nonMaximumSuppression(
  { boxes, scores }: { readonly boxes: Float32Array; readonly scores: Float32Array },
  maxIou: number,
  limit: number,
): number[] {
  const order = Uint32Array.from(scores, (_, index) => index);
  order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  const kept: number[] = [];
  // Kept boxes side by side, x1 y1 x2 y2 area: the inner loop reads memory in one direction.
  const keptBoxes = new Float64Array(Math.min(limit, scores.length) * 5);
  for (const index of order) {
    if (kept.length === limit) break;
    const x1 = boxes[index * 4] as number;
    const y1 = boxes[index * 4 + 1] as number;
    const x2 = boxes[index * 4 + 2] as number;
    const y2 = boxes[index * 4 + 3] as number;
    const area = (x2 - x1) * (y2 - y1);
    let suppressed = false;
    for (let at = 0; at < kept.length * 5; at += 5) {
      const width =
        Math.min(x2, keptBoxes[at + 2] as number) - Math.max(x1, keptBoxes[at] as number);
      if (width <= 0) continue;
      const height =
        Math.min(y2, keptBoxes[at + 3] as number) - Math.max(y1, keptBoxes[at + 1] as number);
      if (height <= 0) continue;
      const intersection = width * height;
      if (intersection > maxIou * (area + (keptBoxes[at + 4] as number) - intersection)) {
        suppressed = true;
        break;
      }
    }
    if (suppressed) continue;
    keptBoxes.set([x1, y1, x2, y2, area], kept.length * 5);
    kept.push(index);
  }
  return kept;
}

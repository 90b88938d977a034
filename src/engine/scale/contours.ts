/** A line of equal value, px; x and y of its points by turns. What lies above it is on its left. */
export interface Contour {
  readonly points: Float64Array;
  /** False for a line that ends at the border of the map. */
  readonly closed: boolean;
}

/**
 * Lines along which a map takes `level`, with the precision of linear interpolation (marching
 * squares). Coordinates are those of pixel centres: the first pixel is at (0, 0).
 */
export function contoursAt(
  map: Float32Array,
  width: number,
  height: number,
  level: number,
): Contour[] {
  // Edge `pixel` runs from a pixel to its right neighbour, edge `size + pixel` to the one below.
  const size = width * height;
  const next = new Int32Array(2 * size).fill(-1);
  const entered = new Uint8Array(2 * size);
  const join = (from: number, to: number): void => {
    next[from] = to;
    entered[to] = 1;
  };
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0; x + 1 < width; x++) {
      const pixel = y * width + x;
      const [top, bottom] = [pixel, pixel + width];
      const [left, right] = [size + pixel, size + pixel + 1];
      const above =
        (map[pixel]! > level ? 8 : 0) |
        (map[pixel + 1]! > level ? 4 : 0) |
        (map[pixel + width + 1]! > level ? 2 : 0) |
        (map[pixel + width]! > level ? 1 : 0);
      switch (above) {
        case 1:
          join(bottom, left);
          break;
        case 2:
          join(right, bottom);
          break;
        case 3:
          join(right, left);
          break;
        case 4:
          join(top, right);
          break;
        case 5:
          join(top, right);
          join(bottom, left);
          break;
        case 6:
          join(top, bottom);
          break;
        case 7:
          join(top, left);
          break;
        case 8:
          join(left, top);
          break;
        case 9:
          join(bottom, top);
          break;
        case 10:
          join(left, top);
          join(right, bottom);
          break;
        case 11:
          join(right, top);
          break;
        case 12:
          join(left, right);
          break;
        case 13:
          join(bottom, right);
          break;
        case 14:
          join(left, bottom);
          break;
      }
    }
  const place = (edge: number, into: number[]): void => {
    const pixel = edge % size;
    const other = edge < size ? pixel + 1 : pixel + width;
    const share = (level - map[pixel]!) / (map[other]! - map[pixel]!);
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    into.push(edge < size ? x + share : x, edge < size ? y : y + share);
  };
  const contours: Contour[] = [];
  const follow = (start: number, closed: boolean): void => {
    const points: number[] = [];
    let edge = start;
    do {
      place(edge, points);
      const to = next[edge]!;
      next[edge] = -1;
      edge = to;
    } while (edge !== -1 && edge !== start);
    contours.push({ points: Float64Array.from(points), closed });
  };
  for (let edge = 0; edge < next.length; edge++)
    if (next[edge] !== -1 && entered[edge] === 0) follow(edge, false);
  for (let edge = 0; edge < next.length; edge++) if (next[edge] !== -1) follow(edge, true);
  return contours;
}

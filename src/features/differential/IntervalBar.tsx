import type { CSSProperties } from 'react';

interface IntervalBarProps {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Share at the right end. */
  readonly max: number;
  readonly colour: string;
  readonly label: string;
}

/** A share and its interval on a small scale. */
export function IntervalBar({ share, low, high, max, colour, label }: IntervalBarProps) {
  const at = (value: number) => `${Math.min(1, value / max) * 100}%`;
  return (
    <span
      className="interval-bar"
      role="img"
      aria-label={label}
      title={label}
      style={{ '--bar': colour } as CSSProperties}
    >
      <span className="track" />
      <span className="range" style={{ left: at(low), width: at(high - low) }} />
      <span className="point" style={{ left: at(share) }} />
    </span>
  );
}

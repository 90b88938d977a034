import { useId } from 'react';

interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** Where a double click puts it. */
  readonly rest: number;
  /** The value in words. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A named slider; a double click puts it back. */
export function Slider({ label, rest, text, onChange, ...range }: SliderProps) {
  const id = useId();
  return (
    <div className="slider-row">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        {...range}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
        onDoubleClick={() => onChange(rest)}
      />
    </div>
  );
}

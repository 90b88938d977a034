/** A soft click, as a bench counter gives: made, not loaded. */

let context: AudioContext | null = null;

const LENGTH_S = 0.04;
const PITCH_HZ = 1800;
const LOUDNESS = 0.08;

/** Clicks once. A browser without sound, or one that does not let the page make any, stays still. */
export function click(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const now = context.currentTime;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.type = 'triangle';
  tone.frequency.value = PITCH_HZ;
  volume.gain.setValueAtTime(LOUDNESS, now);
  volume.gain.exponentialRampToValueAtTime(0.0001, now + LENGTH_S);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + LENGTH_S);
}

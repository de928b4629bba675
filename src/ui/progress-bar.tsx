export interface ProgressBarProps {
  /** The id of the element that names it. */
  labelledBy: string;
  /** How far it is, as a sentence. */
  text: string;
  value: number;
  max: number;
}

// Told what its parts look like, a browser draws none of its own, in the colours of its own.
const LOOK =
  'meter-bar h-1.5 w-full appearance-none overflow-hidden rounded-full bg-track ' +
  '[&::-webkit-progress-bar]:bg-track [&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent';

/** How much of a known amount is done. */
export function ProgressBar({ labelledBy, text, value, max }: ProgressBarProps) {
  return <progress aria-labelledby={labelledBy} aria-valuetext={text} max={max} value={value} className={LOOK} />;
}

/** Beyond these the reasons repeat, and hide what can be done about them. */
const SHOWN = 20;

interface ProblemListProps {
  readonly title: string;
  /** Whole sentences in the language of the interface. */
  readonly problems: readonly string[];
}

/** What of picked files is not taken, and why, a line each. */
export function ProblemList({ title, problems }: ProblemListProps) {
  return (
    <div className="problem" role="alert">
      <p>{title}</p>
      <ul>
        {[...new Set(problems)].slice(0, SHOWN).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
        {problems.length > SHOWN && <li>…</li>}
      </ul>
    </div>
  );
}

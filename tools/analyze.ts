import { readCommandLine, USAGE } from './lib/analysis/commandLine.ts';
import { UsageError } from './lib/usageError.ts';

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command === null) console.log(USAGE);
  else {
    // The engine takes its time to load: a wrong word on the command line is told before.
    const { runAnalysis } = await import('./lib/analysis/run.ts');
    if (!(await runAnalysis(command))) process.exitCode = 1;
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error && error.message !== '' ? error.message : String(error);
  console.error(isUsage ? `${words}\n\n${USAGE}` : words);
  process.exitCode = isUsage ? 2 : 1;
}

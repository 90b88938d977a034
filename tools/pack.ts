import { readCommandLine, USAGE } from './lib/pack/commandLine.ts';
import { UsageError } from './lib/usageError.ts';

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command === null) console.log(USAGE);
  else {
    // The engine takes its time to load: a wrong word on the command line is told before.
    const { runPack } = await import('./lib/pack/run.ts');
    await runPack(command);
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error && error.message !== '' ? error.message : String(error);
  console.error(isUsage ? `${words}\n\n${USAGE}` : words);
  process.exitCode = isUsage ? 2 : 1;
}

/**
 * `npm run mock-api [-- --world NAME]`: the mock API alone, for a panel on another origin. `PORT` is 8787 unless set; the
 * worlds are in worlds.ts.
 */
import { parseArgs } from 'node:util';
import { createMockApi } from './application.ts';
import { type RunningMockApi, startMockApi } from './server.ts';
import { type WorldName, worldNamed } from './worlds.ts';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function wantedPort(): number {
  const text = process.env.PORT || '8787';
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  return fail(`The mock API did not start: PORT is "${text}". Set it to a number from 0 to 65535.`);
}

function wantedWorld(): WorldName {
  try {
    return worldNamed(parseArgs({ options: { world: { type: 'string', default: 'seed' } } }).values.world);
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : 'It takes --world NAME and nothing else.';
    return fail(`The mock API did not start. ${reason}`);
  }
}

async function start(port: number, world: WorldName): Promise<RunningMockApi> {
  try {
    return await startMockApi({ port, api: createMockApi({ world }) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      return fail(`The mock API did not start: port ${port} is taken. Stop what uses it, or set PORT to another port.`);
    }
    if (code === 'EACCES') {
      return fail(`The mock API did not start: port ${port} needs more rights. Set PORT to a port above 1023.`);
    }
    throw error;
  }
}

const running = await start(wantedPort(), wantedWorld());
console.log(`Mock API on http://localhost:${running.port}/api`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await running.close();
    process.exit(0);
  });
}

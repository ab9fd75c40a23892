import { Copy, DockerfileParser } from 'dockerfile-ast';
import { z } from 'zod';
import { readText } from './templates.js';

export type Stage = {
  readonly name: string;
  /** Such as node:22-bookworm-slim. */
  readonly image: string;
  /** Each RUN in its order, as the shell gets it. */
  readonly runs: readonly string[];
  readonly copies: readonly { readonly from: string | undefined; readonly sources: string[]; readonly to: string }[];
  readonly environment: Readonly<Record<string, string>>;
  /** The words of CMD and of HEALTHCHECK, which run without a shell. */
  readonly command: readonly string[];
  readonly healthCommand: readonly string[];
  /** What stands behind any other keyword the last time: USER, EXPOSE, STOPSIGNAL, VOLUME, WORKDIR. */
  readonly last: Readonly<Record<string, string>>;
};

/** deploymentTemplates/docker/Dockerfile, its stages in order. */
export async function readDockerfile(): Promise<readonly Stage[]> {
  const dockerfile = DockerfileParser.parse(await readText('deploymentTemplates/docker/Dockerfile'));
  const stages: Stage[] = [];
  for (const from of dockerfile.getFROMs()) {
    const instructions = dockerfile.getContainingImage(from.getRange().start)?.getInstructions() ?? [];
    const of = (keyword: string) => instructions.filter((instruction) => instruction.getKeyword() === keyword);
    const last = Object.fromEntries(
      instructions.map((instruction) => [instruction.getKeyword(), instruction.getArgumentsContent() ?? '']),
    );
    stages.push({
      name: from.getBuildStage() ?? '',
      image: from.getImage() ?? '',
      runs: of('RUN').map((run) => run.getArgumentsContent() ?? ''),
      copies: instructions.filter((instruction) => instruction instanceof Copy).map(readCopy),
      environment: Object.fromEntries(
        of('ENV').flatMap((env) =>
          env.getArguments().map((argument) => {
            const [name = '', value = ''] = argument.getValue().split('=');
            return [name, value];
          }),
        ),
      ),
      command: wordsOf(last['CMD']),
      healthCommand: wordsOf(last['HEALTHCHECK']),
      last,
    });
  }
  return stages;
}

function readCopy(copy: Copy): Stage['copies'][number] {
  const paths = copy.getArguments().map((argument) => argument.getValue());
  const from = copy.getFlags().find((flag) => flag.getName() === 'from');
  return { from: from?.getValue() ?? undefined, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** The form without a shell: ["node", "dist/index.js"]. None in the other form. */
function wordsOf(text = ''): string[] {
  const [list] = /\[.*\]$/s.exec(text) ?? [];
  return list === undefined ? [] : z.array(z.string()).parse(JSON.parse(list));
}

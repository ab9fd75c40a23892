import type { CaseBackend } from '../../services/cases/caseBackend.js';

/** Some hundred tries of ten calls, of which three in ten fail. */
const MOST_TRIES = 500;

/** Asked again until it answers, as turns and the worker of effects do. */
export function persistent(backend: CaseBackend): CaseBackend {
  const again = async <T>(call: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (tries >= MOST_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(20, tries)));
      }
    }
  };
  return {
    orders: (...args) => again(() => backend.orders(...args)),
    order: (...args) => again(() => backend.order(...args)),
    openCase: (...args) => again(() => backend.openCase(...args)),
    act: (...args) => again(() => backend.act(...args)),
    cases: (...args) => again(() => backend.cases(...args)),
    case: (...args) => again(() => backend.case(...args)),
    openCaseOn: (...args) => again(() => backend.openCaseOn(...args)),
    ownerOf: (...args) => again(() => backend.ownerOf(...args)),
  };
}

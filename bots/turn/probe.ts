/** The places where a test may stop the process: each is between two durable steps. */
export type FaultPoint = 'accepted' | 'midTurn' | 'beforeCommit' | 'committed' | 'effectSent' | 'effectSettled';

/** Absent outside of tests. */
export type Probe = (point: FaultPoint, conversationId: string) => void | Promise<void>;

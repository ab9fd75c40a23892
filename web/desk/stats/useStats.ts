import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Stats } from '../../../services/desk/deskApi.js';
import type { AskingApi } from '../api.js';

const EVERY_MS = 15_000;

/** The figures: at first, every 15 s while the page is seen, and at once when it is seen again. */
export function useStats(api: AskingApi): {
  readonly stats: Stats | undefined;
  readonly isFailed: boolean;
  readonly readAgain: () => void;
} {
  const [stats, setStats] = useState<Stats>();
  const [isFailed, setFailed] = useState(false);
  const isReading = useRef(false);
  const isThere = useRef(true);

  const readAgain = useCallback(() => {
    if (isReading.current) return;
    isReading.current = true;
    api
      .get<Stats>('stats')
      .then(
        (read) => {
          if (!isThere.current) return;
          setStats(read);
          setFailed(false);
        },
        () => isThere.current && setFailed(true),
      )
      .finally(() => {
        isReading.current = false;
      });
  }, [api]);

  useEffect(() => {
    isThere.current = true;
    const readIfSeen = () => {
      if (document.visibilityState === 'visible') readAgain();
    };
    readIfSeen();
    const timer = setInterval(readIfSeen, EVERY_MS);
    document.addEventListener('visibilitychange', readIfSeen);
    return () => {
      isThere.current = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', readIfSeen);
    };
  }, [readAgain]);
  return { stats, isFailed, readAgain };
}

/** Runs beside the page, where timers are not slowed down. */
self.onmessage = ({ data }: MessageEvent<number>) => {
  setInterval(() => self.postMessage('tick'), data);
};

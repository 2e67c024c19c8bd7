import { told } from "./told";

/** A request that was refused: the server's sentence and its status. */
export class RefusedRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Values = Record<string, unknown>;

/** Ask a question that changes nothing. */
export async function ask<T>(path: string, values: Record<string, string | number> = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return answer<T>(await fetch(`/api/${path}?${query}`, signal ? { signal } : {}));
}

/** Send what may be written; the page's token says that it comes from here. */
export async function send<T>(path: string, values: Values, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-variorum-token": told.csrf },
    body: JSON.stringify(values),
    ...(signal ? { signal } : {}),
  });
  return answer<T>(response);
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T; // a question that is let go of while its answer comes is no answer
  const body: unknown = await response.json().catch(() => ({}));
  const said = (body as { error?: unknown }).error;
  throw new RefusedRequest(response.status, typeof said === "string" ? said : response.statusText);
}

/** Call again only after a pause, and let go of what was asked before. */
export function afterPause<A extends unknown[]>(
  milliseconds: number,
  act: (signal: AbortSignal, ...given: A) => Promise<void>,
): (...given: A) => void {
  let timer = 0;
  let running: AbortController | null = null;
  return (...given) => {
    clearTimeout(timer);
    running?.abort();
    timer = window.setTimeout(() => {
      running = new AbortController();
      act(running.signal, ...given).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      });
    }, milliseconds);
  };
}

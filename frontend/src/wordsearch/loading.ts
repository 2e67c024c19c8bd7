/** The files of the search, loaded as scripts, since a page from a stick can fetch nothing. */

type Waiting = { resolve: (value: unknown) => void; reject: (reason: Error) => void };
export type Load = <T>(name: string) => Promise<T>;

declare global {
  interface Window {
    variorumSearch?: (name: string, value: unknown) => void;
  }
}

/** A loader of files under `folder`; each is loaded once, and tried again after a failure. */
export function loader(folder: string): Load {
  const waiting = new Map<string, Waiting>();
  const loaded = new Map<string, Promise<unknown>>();
  window.variorumSearch = (name, value) => waiting.get(name)?.resolve(value);

  const load = (name: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(name, { resolve, reject });
      const script = document.createElement("script");
      script.src = `${folder}${name}.js`;
      script.addEventListener("error", () => {
        loaded.delete(name);
        script.remove();
        reject(new Error(name));
      });
      document.head.append(script);
    });

  return <T>(name: string): Promise<T> => {
    const known = loaded.get(name) ?? load(name);
    loaded.set(name, known);
    return known as Promise<T>;
  };
}

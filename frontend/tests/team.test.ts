// The screens of a team: what each role is shown in the bar, who else is here, what waits, what is copied.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const WORDS = {
  team: "Team", review: "Review", trays: "What waits for you", "here-too": "Also here: {names}",
  proposed: "It waits for review: {what}", written: "{what}. U undoes it.", copied: "Copied",
};

vi.setConfig({ testTimeout: 60_000 }); // modules are fetched anew for each test

let clean = (): void => undefined;

/** The room's modules anew, as the server tells the page that it is looked at by somebody. */
async function asSeenBy(role: string, more: object = {}) {
  vi.resetModules();
  const told = { role, team: true, by: "Ada", csrf: "t", root: "../", address: "people/berg.html", words: WORDS, ...more };
  document.body.innerHTML = `<script type="application/json" id="room">${JSON.stringify(told)}</script><main></main>`;
  // of the same Svelte as the modules that were fetched anew
  const { cleanup, render, screen, waitFor } = await import("@testing-library/svelte");
  clean = cleanup;
  const [{ default: Bar }, following, saying, team] = await Promise.all([
    import("../src/room/Bar.svelte"),
    import("../src/room/following.svelte"),
    import("../src/room/saying.svelte"),
    import("../src/room/team"),
  ]);
  return { Bar, following, saying, team, render, screen, waitFor };
}

/** A stream of events of which a test says what arrives. */
class Stream extends EventTarget {
  static last: Stream;
  constructor(readonly address: string) {
    super();
    Stream.last = this;
  }
  says(kind: string, data: object): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
}

beforeEach(() => vi.stubGlobal("EventSource", Stream));
afterEach(() => {
  clean();
  vi.unstubAllGlobals();
});

describe("the bar", () => {
  it("shows an editor how many changes wait to be reviewed", async () => {
    const { Bar, render, screen } = await asSeenBy("editor", { review: 3 });
    render(Bar);
    expect(screen.getByRole("link", { name: /^Review/ }).textContent.replace("\u00a0", " ")).toBe("Review 3");
    expect(screen.getByRole("link", { name: "Team" }).getAttribute("href")).toBe("../room/team");
  });

  it("shows a contributor the way to their own changes, with no number where none waits for them", async () => {
    const { Bar, render, screen } = await asSeenBy("contributor");
    render(Bar);
    expect(screen.getByRole("link", { name: "Review" }).getAttribute("href")).toBe("../room/review");
  });

  it("shows a reader who is in the team, and nothing to review", async () => {
    const { Bar, render, screen } = await asSeenBy("reader");
    render(Bar);
    expect(screen.getByRole("link", { name: "Team" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: /Review/ })).toBeNull();
  });

  it("shows whoever is alone neither", async () => {
    const { Bar, render, screen } = await asSeenBy("owner", { team: false });
    render(Bar);
    expect(screen.queryByRole("link", { name: /Team|Review/ })).toBeNull();
  });

  it("says who else has the page open, and not who looks", async () => {
    const { Bar, following, render, screen, waitFor } = await asSeenBy("editor");
    render(Bar);
    following.follow();
    expect(Stream.last.address).toBe("/api/events?at=people%2Fberg.html");
    Stream.last.says("present", { people: ["Ada", "Carl", "Vera"] });
    await waitFor(() => expect(screen.getByText("Also here: Carl, Vera")).toBeTruthy());
    Stream.last.says("present", { people: ["Ada"] });
    await waitFor(() => expect(screen.queryByText(/Also here/)).toBeNull());
  });
});

describe("what is written", () => {
  it("is said to wait where somebody else decides on it", async () => {
    const { saying } = await asSeenBy("contributor");
    saying.tellWritten({ what: "a statement", waits: true });
    expect(saying.line.text).toBe("It waits for review: a statement");
    saying.tellWritten({ what: "a statement" });
    expect(saying.line.text).toBe("A statement. U undoes it.");
  });
});

describe("comments", () => {
  it("are fetched anew when somebody commented on this page, and for no other", async () => {
    const { following } = await asSeenBy("editor");
    const built = vi.fn();
    following.onBuilt(built);
    following.follow();
    Stream.last.says("commented", { about: "people/marsh.html" });
    expect(built).not.toHaveBeenCalled();
    Stream.last.says("commented", { about: "people/berg.html#said" });
    expect(built).toHaveBeenCalledOnce();
  });

  it("that are being written hold the page as it is", async () => {
    const { team } = await asSeenBy("editor");
    const main = document.querySelector("main") as HTMLElement;
    main.innerHTML = "<textarea></textarea>";
    expect(team.isWriting()).toBe(false);
    (main.firstChild as HTMLTextAreaElement).value = "I doubt it";
    expect(team.isWriting()).toBe(true);
  });
});

describe("an invitation", () => {
  it("is copied by a button beside its address", async () => {
    const { team, saying, screen, waitFor } = await asSeenBy("owner");
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    const main = document.querySelector("main") as HTMLElement;
    main.innerHTML = '<label>Send this <input data-copy="Copy" value="https://a.example/x"></label>';
    team.offerCopies();
    screen.getByRole("button", { name: "Copy" }).click();
    expect(writeText).toHaveBeenCalledWith("https://a.example/x");
    await waitFor(() => expect(saying.line.text).toBe("Copied"));
  });
});

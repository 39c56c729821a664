// What a page can do with a script, and does without where there is none: colours by choice, buttons that copy and
// share, the age of a story. It runs in the head, before anything is seen, and says on <html> what there is to show.
{
  const root = document.documentElement;
  const pick = (selector) => document.querySelector(selector);
  const KEY = "dateline-scheme";
  const SCHEMES = ["light", "dark"];

  const wear = (scheme) => {
    const isChosen = SCHEMES.includes(scheme);
    root.dataset.scheme = isChosen ? scheme : "device";
    pick("meta[name=color-scheme]").content = isChosen ? scheme : "light dark";
    document.querySelectorAll("meta[name=theme-color]").forEach((meta, at) => {
      meta.media = isChosen ? (SCHEMES[at] === scheme ? "all" : "not all") : `(prefers-color-scheme: ${SCHEMES[at]})`;
    });
    const menu = pick(".scheme select");
    if (menu) menu.value = root.dataset.scheme;
  };
  // A browser may keep its storage closed; then a choice holds for one page.
  const wearRemembered = () => {
    try {
      wear(localStorage[KEY]);
    } catch {
      wear(root.dataset.scheme);
    }
  };
  const choose = (scheme) => {
    wear(scheme);
    try {
      localStorage[KEY] = scheme;
    } catch {}
  };

  const say = (button, words) => {
    const status = pick("[role=status]");
    status.textContent = words;
    button.classList.toggle("done", words === button.dataset.done);
    setTimeout(() => {
      status.textContent = "";
      button.classList.remove("done");
    }, 3000);
  };
  const press = async (button) => {
    const url = pick("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    const { copy, done, failed } = button.dataset;
    try {
      if (copy == null) return await navigator.share({ title: pick("h1").textContent, url });
      await navigator.clipboard.writeText(copy || url);
      say(button, done);
    } catch (refusal) {
      if (refusal.name !== "AbortError") say(button, failed); // else the reader has thought better of it
    }
  };

  wearRemembered();
  root.dataset.can = `${navigator.clipboard ? "copy" : ""} ${navigator.share ? "share" : ""}`;
  const anniversary = new Date(pick('meta[property="article:published_time"]')?.content);
  anniversary.setFullYear(anniversary.getFullYear() + 1);
  if (anniversary < new Date()) root.dataset.old = "";

  addEventListener("DOMContentLoaded", () => {
    const form = pick("#Search");
    if (!form) return;
    let script;
    const search = () => {
      if (script) return;
      script = document.createElement("script"); // which asks again after a failure, as import() does not
      script.src = form.dataset.script;
      script.onerror = () => {
        script = null;
        const status = pick("[role=status]");
        status.textContent = status.dataset.failed;
      };
      document.head.append(script);
    };
    if (location.search) search();
    form.addEventListener("focusin", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
  });
  for (const event of ["DOMContentLoaded", "pageshow", "storage"]) addEventListener(event, wearRemembered);
  addEventListener("change", ({ target }) => target.matches(".scheme select") && choose(target.value));
  addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy], [data-share]");
    if (button) press(button);
  });
}

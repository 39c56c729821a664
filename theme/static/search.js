// Searches in all stories. dateline.js fetches this when a reader turns to the form, or comes with a question.
(() => {
  const PAGE = 10;
  const PAUSE = 250;
  const WORDS = 32;
  const BEFORE = 8;
  const SEAM = "\u200b";
  const form = document.getElementById("Search");
  const field = form.elements.q;
  const filters = document.getElementById("Filters");
  const facets = [...filters.querySelectorAll("[data-every]")];
  const status = document.querySelector("#Found [role=status]");
  const list = document.querySelector("#Found ol");
  const more = document.querySelector("#Found > button");
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const month = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  const shownWhole = new Set();
  let loading;
  let tries = 0;
  let turn = 0;
  let results = [];

  const load = () => {
    loading ??= (async () => {
      const program = new URL(form.dataset.program, location);
      if (tries++) program.search = tries; // a program anew: browsers, and it, remember what failed
      const pagefind = await import(program);
      await pagefind.init();
      const { month: months = {} } = await pagefind.filters();
      filters.open ||= matchMedia("(min-width: 58rem)").matches;
      return { pagefind, months: Object.keys(months) };
    })();
    loading.catch(() => { loading = undefined; }); // so that the next word tries again
    return loading;
  };

  // A question: what is asked for by the form, or by the address. Its names are those of the fields.
  const asked = () => {
    const fields = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
    return Object.fromEntries(fields.filter(([, value]) => value));
  };
  const addressed = () => Object.fromEntries(new URLSearchParams(location.search));
  const nameOf = (facet) => facet.dataset.filter;

  const remember = (question, asNew) => {
    const query = new URLSearchParams(question).toString();
    if (query === new URLSearchParams(location.search).toString()) return;
    try {
      history[asNew ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
    } catch {} // a page on the disk keeps its address
  };

  const ask = async (question, except) => {
    const { pagefind, months } = await load();
    const wanted = Object.fromEntries(facets.map(nameOf).filter((name) => name !== except && question[name]).map((name) => [name, question[name]]));
    if (wanted.when) {
      wanted.month = { any: months.filter((each) => each.startsWith(wanted.when)) }; // of a year: the index knows months alone
      delete wanted.when;
    }
    return pagefind.search(question.q, { filters: wanted, sort: question.sort ? { date: "desc" } : {} });
  };

  // The years, newest first, and the months of the one that is chosen, or that there is.
  const choicesByDate = (months, chosen) => {
    const keys = Object.keys(months).filter((key) => months[key]).sort().reverse();
    const years = [...new Set(keys.map((key) => key.slice(0, 4)))];
    const open = chosen || (years.length === 1 ? years[0] : "");
    return years.flatMap((year) => {
      const own = keys.filter((key) => key.startsWith(year));
      const whole = { value: year, label: year, count: own.reduce((sum, key) => sum + months[key], 0) };
      const parts = own.map((key) => ({ value: key, label: month.format(new Date(`${key}-15`)), count: months[key], isPart: true }));
      return year === open ? [whole, ...parts] : [whole];
    });
  };

  const choicesByCount = (counts) => Object.entries(counts)
    .map(([value, count]) => ({ value, label: value, count }))
    .filter(({ count }) => count)
    .sort((one, other) => other.count - one.count || one.label.localeCompare(other.label, language));

  const choiceRow = (name, chosen, { value, label, count, isPart }) => {
    const row = document.getElementById("Choice").content.cloneNode(true);
    Object.assign(row.querySelector("input"), { name, value, checked: value === chosen });
    row.querySelector("bdi").textContent = label;
    row.querySelector(".tally").textContent = count === undefined ? "" : number.format(count);
    row.firstElementChild.classList.toggle("part", Boolean(isPart));
    return row;
  };

  const offer = (facet, counts, question) => {
    const name = nameOf(facet);
    const chosen = question[name] ?? "";
    const choices = name === "when" ? choicesByDate(counts.month ?? {}, chosen.slice(0, 4)) : choicesByCount(counts[name] ?? {});
    if (chosen && !choices.some(({ value }) => value === chosen)) choices.push({ value: chosen, label: chosen, count: 0 });
    const few = shownWhole.has(name) ? choices.length : Number(facet.dataset.shown);
    const shown = choices.filter(({ value }, place) => place < few || value === chosen);
    const rows = facet.querySelector("ul");
    const hadFocus = rows.contains(document.activeElement);
    rows.replaceChildren(...[{ value: "", label: facet.dataset.every }, ...shown].map((choice) => choiceRow(name, chosen, choice)));
    if (hadFocus) facet.querySelector(":checked").focus();
    facet.hidden = !choices.length;
    const rest = facet.querySelector("button");
    rest.hidden = shown.length === choices.length;
    rest.textContent = rest.dataset.words.replace("{n}", number.format(choices.length));
  };

  // The words around the first that was found below the headline, which stands above them. Pagefind's own excerpts are markup;
  // like this nothing of a story is ever read as markup.
  const excerpt = ({ content, raw_content: raw, locations, meta: { title } }) => {
    const joint = raw.includes(SEAM) ? "" : " ";
    const words = joint ? content.split(/\s+/) : raw.split(SEAM);
    const text = joint ? title.split(/\s+/).length : 0;
    const start = Math.max(text, (locations.find((place) => place >= text) ?? 0) - BEFORE);
    const end = start + WORDS;
    const pieces = words.slice(start, end).flatMap((word, place) => {
      if (!locations.includes(start + place)) return [joint, word];
      return [joint, Object.assign(document.createElement("mark"), { textContent: word })];
    });
    return [start > text ? "…" : "", ...pieces, end < words.length ? " …" : ""];
  };

  const resultRow = (story) => {
    const row = document.getElementById("Result").content.cloneNode(true);
    const { title, date, dateline, lang } = story.meta;
    Object.assign(row.querySelector("a"), { href: story.url, textContent: title });
    row.querySelector(".excerpt").append(...excerpt(story));
    for (const own of lang ? row.querySelectorAll("h2, .excerpt") : []) own.lang = lang;
    for (const [place, words] of Object.entries({ ".place": dateline, ".date": date, ".filed": story.filters.region?.[0] })) {
      if (words) row.querySelector(place).textContent = words;
      else row.querySelector(place).remove();
    }
    return row;
  };

  const rowsFrom = async (found, place) => {
    const stories = await Promise.all(found.slice(place, place + PAGE).map((result) => result.data()));
    return stories.map(resultRow);
  };

  const tally = () => {
    const words = results.length ? status.dataset[plural.select(results.length)] ?? status.dataset.other : status.dataset.none;
    return words.replace("{n}", number.format(results.length));
  };

  const show = (rows, words) => {
    list.replaceChildren(...rows);
    more.hidden = rows.length >= results.length;
    more.disabled = false;
    status.textContent = words;
  };

  // Without words nothing is asked: Pagefind would fetch the whole index to answer.
  const answer = async (question) => {
    const all = await ask(question);
    // What choosing another region would bring is asked without the region that is chosen.
    const counts = facets.map(async (facet) => (question[nameOf(facet)] ? await ask(question, nameOf(facet)) : all).filters);
    return { found: all.results, counts: await Promise.all(counts) };
  };

  const search = async (question) => {
    const mine = ++turn;
    try {
      const { found, counts } = question.q ? await answer(question) : { found: [] };
      if (mine !== turn) return;
      const rows = await rowsFrom(found, 0);
      if (mine !== turn) return;
      results = found;
      filters.hidden = !counts;
      if (counts) facets.forEach((facet, place) => offer(facet, counts[place], question));
      show(rows, counts ? tally() : "");
    } catch {
      if (mine !== turn) return;
      loading = undefined;
      results = [];
      show([], status.dataset.failed);
    }
  };

  const showMore = async () => {
    const mine = results;
    more.disabled = true; // or a second click would list the same again
    try {
      const found = loading ? mine : (await ask(asked())).results;
      const rows = await rowsFrom(found, list.childElementCount);
      if (mine !== results) return;
      results = found;
      const first = rows[0].querySelector("a");
      list.append(...rows);
      more.hidden = list.childElementCount >= results.length;
      more.disabled = false;
      status.textContent = tally();
      first.focus();
    } catch {
      if (mine !== results) return;
      loading = undefined;
      more.disabled = false;
      status.textContent = status.dataset.failed;
      more.focus();
    }
  };

  const searchGiven = (question) => {
    for (const radio of filters.querySelectorAll("[name=sort]")) radio.checked = radio.value === (question.sort ?? "");
    filters.open ||= facets.some((facet) => question[nameOf(facet)]);
    return search(question);
  };

  const searchAddressed = () => {
    const question = addressed();
    field.value = question.q ?? "";
    return searchGiven(question);
  };

  // What a reader has typed while this was on its way stands as it is.
  const searchTyped = (words) => {
    const question = { ...addressed(), q: words };
    remember(question, false);
    return searchGiven(question);
  };

  const searchAsked = (asNew) => {
    remember(asked(), asNew);
    return search(asked());
  };

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(searchAsked, PAUSE, false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    searchAsked(true);
  });
  filters.addEventListener("change", () => searchAsked(true));
  for (const facet of facets) {
    facet.querySelector("button").addEventListener("click", async () => {
      shownWhole.add(nameOf(facet));
      await search(asked());
      facet.querySelector(":checked").focus();
    });
  }
  more.addEventListener("click", showMore);
  addEventListener("popstate", searchAddressed);

  status.textContent = "";
  const typed = field.value.trim();
  if (typed) searchTyped(typed);
  else if (location.search) searchAddressed();
  else load();
})();

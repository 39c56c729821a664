const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const IN_A_LIST = 50;
const ARE_WHOLE = require("./pages/_data/places.json").lists === "whole";
const IN_A_FEED = 20;
const two = (number) => String(number).padStart(2, "0");
const month = (date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}`;

/** Stories filed under what `keys` says of each. */
function filed(stories, keys) {
  const found = new Map();
  for (const story of stories) {
    for (const key of keys(story)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(story);
    }
  }
  return [...found].map(([key, own]) => ({ key, stories: own }));
}

/** Lists in parts of so many stories; of each the newest alone, unless they are to be whole. */
function parts(lists, most) {
  return lists.flatMap(({ key, stories }) => {
    const of = ARE_WHOLE ? Math.ceil(stories.length / most) : 1;
    const place = (number) => (number === 1 ? key : `${key}/page/${number}`);
    return Array.from({ length: of }, (_, at) => ({
      key,
      of,
      number: at + 1,
      place: place(at + 1),
      newer: at > 0 && place(at),
      older: at + 1 < of && place(at + 2),
      stories: stories.slice(at * most, (at + 1) * most),
    }));
  });
}

module.exports = function (config) {
  const newest = (api) => api.getFilteredByGlob("pages/stories/**/*.md").sort((one, other) => other.date - one.date);
  const regions = (api) => filed(newest(api), (story) => [story.data.region]);
  config.setUseGitIgnore(false);
  config.addGlobalData("areWhole", ARE_WHOLE);
  config.addGlobalData("site", { name: "The Race", address: "https://race.example.org" });
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("rfc", (date) => date.toUTCString());
  config.addFilter("day", (date) => `${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]}`);
  config.addFilter("time", (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`);
  config.addCollection("newest", (api) => {
    const stories = newest(api);
    stories.forEach((story, at) => Object.assign(story.data, { newer: stories[at - 1], older: stories[at + 1] }));
    return stories;
  });
  config.addCollection("regionFeeds", (api) => regions(api).map(({ key, stories }) => ({ key, stories: stories.slice(0, IN_A_FEED) })));
  config.addCollection("regions", (api) => parts(regions(api), IN_A_LIST));
  config.addCollection("countries", (api) => parts(filed(newest(api), (story) => story.data.countries), IN_A_LIST));
  config.addCollection("months", (api) => filed(newest(api), (story) => [month(story.date)]));
  return { dir: { input: "pages", output: "output" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
};

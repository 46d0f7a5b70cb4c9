import assert from "node:assert/strict";
import { test } from "node:test";
import { date, locale, number, period, preferred, setLanguage, t } from "./i18n";
import { de } from "./i18n/de";
import { en } from "./i18n/en";
import { zh } from "./i18n/zh";

Object.assign(globalThis, { document: { documentElement: {} } }); // setLanguage marks the page's language

const slots = (text: string): string[] => [...new Set([...text.matchAll(/\{\w+\}/g)].map((m) => m[0]))].sort();

test("three languages say the same things", () => {
  for (const [name, words] of Object.entries({ de, zh })) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(en).sort(), name);
    for (const [key, text] of Object.entries(en)) {
      const translated = words[key as keyof typeof en];
      assert.notEqual(translated.trim(), "", `${name} ${key}`);
      assert.deepEqual(slots(translated), slots(text), `${name} ${key}`);
      if (name === "de" && text.includes("|")) assert.equal(translated.split("|").length, 2, `${name} ${key}`);
    }
  }
});

test("nothing is left in English by mistake", () => {
  const long = (text: string): boolean => text.replace(/[{}\w.]+/g, "x").length > 3; // more than a word or two
  for (const [key, text] of Object.entries(en)) if (long(text)) assert.notEqual(zh[key as keyof typeof en], text, key);
  for (const text of Object.values(zh)) assert.doesNotMatch(text, /[\u4e00-\u9fff][,.;!?:](\s|$)/, "Western punctuation after Chinese");
});

test("numbers and dates are written as readers do", () => {
  const seen = (["en", "de", "zh"] as const).map((l) => (setLanguage(l), [locale(), number(1234567), date("2024-05-01"), date("2024-05"), date("2024"), t("articles.count", { n: 1 })]));
  assert.deepEqual(seen, [
    ["en-GB", "1,234,567", "1 May 2024", "May 2024", "2024", "1 article"],
    ["de-DE", "1.234.567", "1. Mai 2024", "Mai 2024", "2024", "1 Artikel"],
    ["zh-CN", "1,234,567", "2024年5月1日", "2024年5月", "2024", "共 1 篇"],
  ]);
  assert.deepEqual((setLanguage("en"), ["2024-05", "2019/2022-05", "2019/..", "../2020"].map(period)), ["May 2024", "2019 – May 2022", "2019 –", "– 2020"]);
  assert.equal(preferred(["fr", "zh-TW", "en"]), "zh");
  assert.equal(preferred(["ja"]), "en");
});
